// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.vault.VaultStore;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.KubernetesAccess;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What nodes last reported in Vault, for the message of a wait that does not end. */
final class NodeReports {

    private final VaultStore vault;

    NodeReports(VaultStore vault) {
        this.vault = vault;
    }

    /** One clause per node of the scale sets, or where to look when none has ever reported. */
    String of(KubernetesAccess access, List<ResourceId> scaleSets) {
        String nodes = access.secretsPath() + "/nodes";
        List<String> reports = vault.list(nodes.replaceFirst("/data/", "/metadata/")).stream()
                .sorted()
                .map(host -> report(nodes, host))
                .toList();
        if (reports.isEmpty()) {
            return "no node of " + names(scaleSets) + " has reached Vault at " + vault.address()
                    + ": look at the peering to the network where Vault lives, and at the machines' boot diagnostics";
        }
        return "last reports: " + String.join("; ", reports);
    }

    private String report(String nodes, String host) {
        Map<String, String> secret = vault.readSecret(nodes + "/" + host).orElse(Map.of());
        return host + " " + secret.getOrDefault("phase", "unknown") + " (" + secret.getOrDefault("message", "") + ")";
    }

    private static String names(List<ResourceId> scaleSets) {
        return scaleSets.stream().map(ResourceId::name).collect(Collectors.joining(", "));
    }
}
