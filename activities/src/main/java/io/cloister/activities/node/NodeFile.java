// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.node;

import io.cloister.activities.cloudinit.CloudConfig;
import io.cloister.activities.cloudinit.WrittenFile;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.NodeConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code /etc/cloister/node.yaml}, as docs/nodes.md has it. */
record NodeFile(NodeConfig node, ResourceId identity, Optional<String> vaultCa) {

    WrittenFile file() {
        Map<String, String> vault = new LinkedHashMap<>();
        vault.put("address", node.vaultAddress());
        vaultCa.ifPresent(pem -> vault.put("caCertificate", pem));
        vault.put("authMount", node.authMount());
        vault.put("role", node.vaultRole());
        vault.put("audience", node.audience());
        vault.put("secrets", node.secretsPath());
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("cluster", node.cluster());
        content.put("role", node.role());
        content.put("pool", node.pool());
        content.put("identity", identity.value());
        content.put("vault", vault);
        return WrittenFile.text("/etc/cloister/node.yaml", CloudConfig.yaml(content));
    }
}
