// SPDX-License-Identifier: Apache-2.0

/** Microsoft.Compute: machines, scale sets with their instances, and what sizes and quota there are. */
package io.cloister.sandbox.compute;
