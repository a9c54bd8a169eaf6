// SPDX-License-Identifier: Apache-2.0
/** How this worker reaches Vault itself: its address and login, its paths, and what its refusals mean. */
package io.cloister.activities.vault.connection;
