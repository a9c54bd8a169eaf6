// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.Ownership;
import java.util.Map;

/**
 * Generates the proxy's credentials, and stores them and the nodes' settings in Vault. Idempotent: written by compare-and-set with
 * version 0, and what is there already from this plan is kept; what is there from another plan is refused with
 * {@code vault.conflict.notOwned}. Undo removes every path below the cluster's that the contract of a node names.
 *
 * @param secretsPath KV v2 prefix with mount, such as {@code secret/data/cloister/demo}
 * @param settings what nodes read, nothing secret (docs/nodes.md)
 */
public record StoreCredentials(
        Ownership ownership, String secretsPath, Map<String, String> settings, boolean proxyCredentials)
        implements Step {

    public StoreCredentials {
        settings = Map.copyOf(settings);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.credentials(this);
    }
}
