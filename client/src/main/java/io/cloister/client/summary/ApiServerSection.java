// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import io.cloister.plan.Plan;
import io.cloister.plan.step.AwaitApiServer;
import java.util.List;
import java.util.Optional;

/** Where the API server is, and where its kubeconfig. */
record ApiServerSection(Plan plan) implements Section {

    @Override
    public List<String> lines() {
        return List.of(
                "API server: https://" + plan.apiServerAddress() + ":6443 (private)",
                "kubeconfig: "
                        + kubeconfig()
                                .map(path -> "in Vault at " + path + ", key 'kubeconfig'")
                                .orElse("none"));
    }

    private Optional<String> kubeconfig() {
        return plan.steps().stream()
                .map(planned -> planned.step())
                .filter(AwaitApiServer.class::isInstance)
                .map(step -> ((AwaitApiServer) step).access().secretsPath() + "/kubeconfig")
                .findFirst();
    }
}
