// SPDX-License-Identifier: Apache-2.0
/** What nodes read from Vault, who may read it, and how this worker reaches Vault itself. */
package io.cloister.activities.vault;
