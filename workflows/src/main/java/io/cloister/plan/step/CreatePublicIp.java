// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;

/**
 * Creates a static Standard public IP; planned only where the request asks for a public access point. Idempotent by name. Undo deletes
 * it, if it carries our tags. Fails with {@code azure.policy.denied} where public IPs are forbidden.
 *
 * @param dnsLabel its name below {@code <location>.cloudapp.azure.com}; empty for none
 */
public record CreatePublicIp(AzureResource resource, String dnsLabel) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.publicIp(this);
    }
}
