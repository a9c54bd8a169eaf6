// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import io.cloister.sandbox.resource.ResourceId;
import java.util.Optional;

/**
 * Where a deployment's resources go if they do not say otherwise.
 *
 * @param group the resource group's name; empty at the scope of a subscription
 */
public record Placement(String subscription, Optional<String> group) {

    public static Placement of(ResourceId deployment) {
        return new Placement(
                deployment.subscription(),
                deployment.groupId().map(group -> group.substring(group.lastIndexOf('/') + 1)));
    }

    public String scope() {
        return subscriptionId() + group.map(name -> "/resourceGroups/" + name).orElse("");
    }

    public String subscriptionId() {
        return "/subscriptions/" + subscription;
    }
}
