// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.vault.ClusterSecrets;
import io.cloister.activities.vault.ClusterSecrets.NodeReport;
import io.cloister.activities.vault.VaultStore;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.KubernetesAccess;
import java.util.List;
import java.util.stream.Collectors;

/** What nodes last reported in Vault, for the message of a wait that does not end. */
final class NodeReports {

    private final VaultStore vault;

    NodeReports(VaultStore vault) {
        this.vault = vault;
    }

    /** One clause per node of the scale sets, or where to look when none has ever reported. */
    String of(KubernetesAccess access, List<ResourceId> scaleSets) {
        List<NodeReport> reports = new ClusterSecrets(vault, access.secretsPath()).nodeReports();
        if (reports.isEmpty()) {
            return "no node of " + names(scaleSets) + " has reached Vault at " + vault.address()
                    + ": look at the peering to the network where Vault lives, and at the machines' boot diagnostics";
        }
        return "last reports: " + reports.stream().map(NodeReports::text).collect(Collectors.joining("; "));
    }

    private static String text(NodeReport report) {
        return report.node() + " " + report.phase() + " (" + report.message() + ")";
    }

    private static String names(List<ResourceId> scaleSets) {
        return scaleSets.stream().map(ResourceId::name).collect(Collectors.joining(", "));
    }
}
