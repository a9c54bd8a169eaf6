// SPDX-License-Identifier: Apache-2.0
/** What a node is told at its first boot: where Vault is and what its role is, and nothing secret. */
package io.cloister.activities.node;
