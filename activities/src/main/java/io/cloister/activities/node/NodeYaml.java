// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloister.plan.step.Machine;
import io.cloister.plan.step.NodeConfig;
import java.util.Optional;

/** {@code /etc/cloister/node.yaml}, key by key as docs/nodes.md has it. */
record NodeYaml(String cluster, String role, String pool, String identity, Vault vault) {

    static final String PATH = "/etc/cloister/node.yaml";

    /** @param caCertificate PEM; null, and then not written, where Vault's certificate is from a public CA */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Vault(
            String address, String caCertificate, String authMount, String role, String audience, String secrets) {}

    static NodeYaml of(Machine machine, Optional<String> vaultCaCertificate) {
        NodeConfig node = machine.node();
        return new NodeYaml(
                node.cluster(),
                node.role(),
                node.pool(),
                machine.identity().value(),
                new Vault(
                        node.vaultAddress(),
                        vaultCaCertificate.orElse(null),
                        node.authMount(),
                        node.vaultRole(),
                        node.audience(),
                        node.secretsPath()));
    }
}
