// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import java.util.List;

/**
 * Lists what is really in the resource group and fails with {@code cluster.notPrivate} if a public IP, an instance's public-IP configuration
 * or a public frontend belongs to the cluster without the plan asking for it. Makes nothing.
 *
 * @param expectedPublicIps those the plan itself creates
 */
public record VerifyPrivate(
        Ownership ownership, String subscription, String resourceGroup, List<ResourceId> expectedPublicIps)
        implements Step {

    public VerifyPrivate {
        expectedPublicIps = List.copyOf(expectedPublicIps);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.verifyPrivate(this);
    }
}
