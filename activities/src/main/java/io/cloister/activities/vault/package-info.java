// SPDX-License-Identifier: Apache-2.0
/** What nodes read from Vault, and who may read it. */
package io.cloister.activities.vault;
