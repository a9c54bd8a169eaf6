// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.request.AnnotationRule;
import java.util.List;

/**
 * Installs the Service-annotating webhook with its rules and certificates, and waits until it is available. Idempotent: an existing, still valid
 * certificate is kept. Undo does nothing: it goes with the cluster.
 */
public record InstallWebhook(KubernetesAccess access, List<AnnotationRule> rules) implements Step {

    public InstallWebhook {
        rules = List.copyOf(rules);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.webhook(this);
    }
}
