// SPDX-License-Identifier: Apache-2.0

/** Chapter 2: the request becomes a graph of steps, recorded once and only interpreted afterwards; this is the recorded data, {@code making} makes it. */
package io.cloister.plan;
