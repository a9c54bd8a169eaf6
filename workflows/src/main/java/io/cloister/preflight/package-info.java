// SPDX-License-Identifier: Apache-2.0

/** Chapter 4: what Azure, Vault and the network say about the plan before the first write. */
package io.cloister.preflight;
