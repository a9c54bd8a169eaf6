// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.vault.ClusterSecrets;
import io.cloister.activities.vault.ClusterSecrets.NodeReport;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.KubernetesAccess;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What nodes last reported in Vault, for the message of a wait that does not end. */
final class NodeReports {

    private static final int SHOWN = 2;

    private final VaultStore vault;

    NodeReports(VaultStore vault) {
        this.vault = vault;
    }

    /**
     * One clause for all machines that report the same, what the others wait for first; or where to look when none has ever
     * reported.
     */
    String of(KubernetesAccess access, List<ResourceId> scaleSets) {
        List<NodeReport> reports = new ClusterSecrets(vault, access.secretsPath()).nodeReports();
        if (reports.isEmpty()) {
            return "no node of " + names(scaleSets) + " has reached Vault at " + vault.address()
                    + ": look at the peering to the network where Vault lives, and at the machines' boot diagnostics";
        }
        return summary(reports);
    }

    static String summary(List<NodeReport> reports) {
        Map<String, List<String>> machines = reports.stream()
                .filter(report -> !report.phase().equals("ready"))
                .sorted(Comparator.comparing(report -> report.phase().startsWith("waiting")))
                .collect(Collectors.groupingBy(
                        report -> report.phase() + " (" + report.message() + ")",
                        LinkedHashMap::new,
                        Collectors.mapping(NodeReport::node, Collectors.toList())));
        return machines.isEmpty()
                ? "all " + reports.size() + " machines report that they are ready"
                : "last reports: "
                        + machines.entrySet().stream()
                                .map(same -> some(same.getValue()) + " " + same.getKey())
                                .collect(Collectors.joining("; "));
    }

    private static String some(List<String> machines) {
        return machines.size() <= SHOWN
                ? String.join(", ", machines)
                : String.join(", ", machines.subList(0, SHOWN)) + " and " + (machines.size() - SHOWN) + " more";
    }

    private static String names(List<ResourceId> scaleSets) {
        return scaleSets.stream().map(ResourceId::name).collect(Collectors.joining(", "));
    }
}
