// SPDX-License-Identifier: Apache-2.0

/** Vault's HTTP API as one function: KV version 2, ACL policies, JWT and AppRole logins, with Vault's own error bodies. */
package io.cloister.sandbox.vault;
