// SPDX-License-Identifier: Apache-2.0

/** What a request to the resource manager and its answer are, between the fronts and whoever answers. */
package io.cloister.sandbox.protocol;
