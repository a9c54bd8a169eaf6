// SPDX-License-Identifier: Apache-2.0

/** Microsoft.Network: which types there are, and what can be asked beside them. */
package io.cloister.sandbox.network;
