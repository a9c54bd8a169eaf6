// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;
import java.util.List;

/**
 * Waits until the first control-plane node has put the kubeconfig in Vault and the API server answers {@code /readyz}. Makes nothing,
 * so undo does nothing. Fails with {@code nodes.notReady} at its deadline, naming what each node last reported in Vault.
 */
public record AwaitApiServer(KubernetesAccess access, List<ResourceId> scaleSets) implements Step {
    public AwaitApiServer {
        scaleSets = List.copyOf(scaleSets);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.apiServerReady(this);
    }
}
