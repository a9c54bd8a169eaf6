// SPDX-License-Identifier: Apache-2.0

/** Chapter 2: the request becomes a graph of steps, recorded once and only interpreted afterwards. */
package io.cloister.plan;
