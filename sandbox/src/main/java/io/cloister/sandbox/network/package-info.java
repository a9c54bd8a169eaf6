// SPDX-License-Identifier: Apache-2.0

/** Microsoft.Network: one class per resource type, and how private addresses are given out. */
package io.cloister.sandbox.network;
