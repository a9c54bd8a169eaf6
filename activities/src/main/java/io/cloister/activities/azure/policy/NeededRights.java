// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import io.cloister.activities.azure.arm.ResourceType;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The actions that a plan's steps and their undoing need, each where it is needed: in the cluster's group, or on a network of somebody
 * else. Source: Azure docs, "Azure resource provider operations"; what refers to another resource needs an action on that one too.
 */
final class NeededRights {

    private static final List<String> OF_EACH_TYPE = List.of("/read", "/write", "/delete");
    private static final String IN_SUBNET = "Microsoft.Network/virtualNetworks/subnets/join/action";
    private static final String WITH_IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
    private static final Map<String, List<String>> TO_REFER = Map.of(
            "Microsoft.Network/virtualNetworks", List.of("Microsoft.Network/networkSecurityGroups/join/action"),
            "Microsoft.Network/loadBalancers", List.of(IN_SUBNET),
            "Microsoft.Network/networkInterfaces", List.of(IN_SUBNET),
            "Microsoft.Compute/virtualMachines",
                    List.of("Microsoft.Network/networkInterfaces/join/action", WITH_IDENTITY),
            "Microsoft.Compute/virtualMachineScaleSets",
                    List.of(
                            IN_SUBNET,
                            "Microsoft.Network/loadBalancers/backendAddressPools/join/action",
                            WITH_IDENTITY));

    private final SortedMap<String, SortedSet<String>> byScope = new TreeMap<>();
    private final ResourceId group;

    private NeededRights(ResourceId group) {
        this.group = group;
    }

    /** Actions by the scope at which they are needed. */
    static SortedMap<String, SortedSet<String>> of(Plan plan) {
        NeededRights rights = new NeededRights(
                ResourceId.of("/subscriptions/" + plan.subscription() + "/resourceGroups/" + plan.resourceGroup()));
        PlannedContents contents = new PlannedContents();
        plan.steps().stream().map(PlannedStep::step).forEach(step -> rights.add(step, step.accept(contents)));
        return rights.byScope;
    }

    private void add(Step step, Optional<PlannedContent> content) {
        content.map(PlannedContent::id).ifPresent(id -> {
            String type = ResourceType.of(id).value();
            OF_EACH_TYPE.forEach(verb -> add(id, type + verb));
            TO_REFER.getOrDefault(type, List.of()).forEach(action -> add(id, action));
        });
        if (step instanceof CreatePeering peering) {
            add(peering.remoteNetwork(), "Microsoft.Network/virtualNetworks/peer/action");
        }
    }

    private void add(ResourceId id, String action) {
        boolean ours =
                id.value().toLowerCase(Locale.ROOT).startsWith(group.value().toLowerCase(Locale.ROOT) + "/");
        String scope = ours ? group.value() : topLevel(id);
        byScope.computeIfAbsent(scope, first -> new TreeSet<>()).add(action);
    }

    /** Of {@code …/virtualNetworks/hub/virtualNetworkPeerings/x} the network. */
    private static String topLevel(ResourceId id) {
        return id.value().replaceFirst("(?i)(/providers/[^/]+/[^/]+/[^/]+)/.*", "$1");
    }
}
