// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;
import java.util.List;

/**
 * Waits until at least {@code atLeast} nodes of the given scale sets are Ready in Kubernetes. Makes nothing. Fails with
 * {@code nodes.notReady} at its deadline, naming the missing nodes and what they last reported.
 */
public record AwaitNodes(KubernetesAccess access, List<ResourceId> scaleSets, int atLeast) implements Step {
    public AwaitNodes {
        scaleSets = List.copyOf(scaleSets);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.nodesReady(this);
    }
}
