// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.request.AnnotationRule;

/**
 * Proves the webhook: a dry-run LoadBalancer Service shows the annotations, then a real one gets a private frontend and is deleted
 * again, until its frontend has gone from the balancer. Idempotent: the Service's name is fixed and a left-over one is used. Undo does
 * nothing beyond the balancer's own. Fails with {@code service.notPrivate}.
 */
public record ProvePrivateService(KubernetesAccess access, AnnotationRule rule, String networkCidr) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.serviceProof(this);
    }
}
