// SPDX-License-Identifier: Apache-2.0

/** Microsoft.Compute put together from its parts. */
package io.cloister.sandbox.compute;
