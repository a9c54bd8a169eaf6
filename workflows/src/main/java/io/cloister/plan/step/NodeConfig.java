// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

/**
 * The content of {@code /etc/cloister/node.yaml} (docs/nodes.md): where Vault is, and the node's role; nothing secret.
 *
 * @param role {@code control-plane}, {@code worker} or {@code proxy}
 * @param vaultRole the JWT role to log in with
 * @param secretsPath KV v2 prefix with mount, such as {@code secret/data/cloister/demo}
 */
public record NodeConfig(
        String cluster,
        String role,
        String pool,
        String vaultAddress,
        String authMount,
        String vaultRole,
        String audience,
        String secretsPath) {}
