// SPDX-License-Identifier: Apache-2.0

/** Chapter 1: what the user asks for, as data; {@code reading} reads it from {@code cluster.yaml}, all violations at once. */
package io.cloister.request;
