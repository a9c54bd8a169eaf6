// SPDX-License-Identifier: Apache-2.0

/** Scale sets, Uniform and Flexible: their model, their members, and how members come to the model. */
package io.cloister.sandbox.compute.scaleset;
