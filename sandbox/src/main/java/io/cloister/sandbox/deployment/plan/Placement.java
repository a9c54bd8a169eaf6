// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import io.cloister.sandbox.resource.ResourceId;
import java.util.Optional;

/**
 * Where a deployment's resources go if they do not say otherwise.
 *
 * @param subscription empty at the scope of a management group
 * @param group the resource group's name; empty at the scope of a subscription
 * @param managementGroup its id; empty below
 */
public record Placement(String subscription, Optional<String> group, Optional<String> managementGroup) {

    private static final String MANAGEMENT_GROUP = "(?i)/providers/Microsoft\\.Management/managementGroups/[^/]+";

    public static Placement of(ResourceId deployment) {
        return new Placement(
                deployment.subscription(),
                deployment.groupId().map(group -> group.substring(group.lastIndexOf('/') + 1)),
                Optional.of(deployment.scope()).filter(scope -> scope.matches(MANAGEMENT_GROUP)));
    }

    public String scope() {
        return managementGroup.orElseGet(() ->
                subscriptionId() + group.map(name -> "/resourceGroups/" + name).orElse(""));
    }

    public String subscriptionId() {
        return "/subscriptions/" + subscription;
    }
}
