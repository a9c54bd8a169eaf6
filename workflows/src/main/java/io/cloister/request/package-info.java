// SPDX-License-Identifier: Apache-2.0

/** Chapter 1: what the user asks for, read from {@code cluster.yaml} and checked, all violations at once. */
package io.cloister.request;
