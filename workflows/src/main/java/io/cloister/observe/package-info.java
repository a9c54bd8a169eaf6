// SPDX-License-Identifier: Apache-2.0

/** Chapter 7: what a person sees while it runs: progress, search attributes, and the final report. */
package io.cloister.observe;
