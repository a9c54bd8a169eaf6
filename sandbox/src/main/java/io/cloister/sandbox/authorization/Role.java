// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A built-in role, with Azure's own id and the part of its actions that concerns the types there are. */
record Role(String id, String name, List<String> actions, List<String> notActions) {

    static final List<Role> ALL = List.of(
            new Role("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", List.of("*"), List.of()),
            new Role(
                    "b24988ac-6180-42a0-ab88-20f7382dd24c",
                    "Contributor",
                    List.of("*"),
                    List.of("Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write")),
            role("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", "*/read"),
            role(
                    "4d97b98b-1d4f-4787-a291-c67834d212e7",
                    "Network Contributor",
                    "Microsoft.Authorization/*/read",
                    "Microsoft.Network/*",
                    "Microsoft.Resources/subscriptions/resourceGroups/read"),
            role(
                    "9980e02c-c2be-4d73-94e8-173b1dc7cf3c",
                    "Virtual Machine Contributor",
                    "Microsoft.Authorization/*/read",
                    "Microsoft.Compute/availabilitySets/*",
                    "Microsoft.Compute/locations/*",
                    "Microsoft.Compute/virtualMachines/*",
                    "Microsoft.Compute/virtualMachineScaleSets/*",
                    "Microsoft.Compute/disks/write",
                    "Microsoft.Compute/disks/read",
                    "Microsoft.Compute/disks/delete",
                    "Microsoft.Network/loadBalancers/backendAddressPools/join/action",
                    "Microsoft.Network/loadBalancers/probes/join/action",
                    "Microsoft.Network/loadBalancers/read",
                    "Microsoft.Network/locations/*",
                    "Microsoft.Network/networkInterfaces/*",
                    "Microsoft.Network/networkSecurityGroups/join/action",
                    "Microsoft.Network/networkSecurityGroups/read",
                    "Microsoft.Network/publicIPAddresses/join/action",
                    "Microsoft.Network/publicIPAddresses/read",
                    "Microsoft.Network/virtualNetworks/read",
                    "Microsoft.Network/virtualNetworks/subnets/join/action",
                    "Microsoft.Resources/subscriptions/resourceGroups/read"),
            role(
                    "f1a07417-d97a-45cb-824c-7a7467783830",
                    "Managed Identity Operator",
                    "Microsoft.ManagedIdentity/userAssignedIdentities/*/read",
                    "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action",
                    "Microsoft.Resources/subscriptions/resourceGroups/read"),
            role(
                    "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9",
                    "User Access Administrator",
                    "*/read",
                    "Microsoft.Authorization/*"));

    private static Role role(String id, String name, String... actions) {
        return new Role(id, name, List.of(actions), List.of());
    }

    static Optional<Role> withId(String definitionId) {
        return ALL.stream()
                .filter(role -> definitionId.toLowerCase(Locale.ROOT).endsWith("/" + role.id))
                .findFirst();
    }

    boolean permits(String action) {
        return actions.stream().anyMatch(pattern -> matches(pattern, action))
                && notActions.stream().noneMatch(pattern -> matches(pattern, action));
    }

    ObjectNode permission() {
        ObjectNode permission = JsonNodeFactory.instance.objectNode();
        actions.forEach(permission.putArray("actions")::add);
        notActions.forEach(permission.putArray("notActions")::add);
        permission.putArray("dataActions");
        permission.putArray("notDataActions");
        return permission;
    }

    ObjectNode definition(String subscription) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put(
                        "id",
                        "/subscriptions/" + subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + id)
                .put("name", id)
                .put("type", "Microsoft.Authorization/roleDefinitions");
        ObjectNode properties = definition.putObject("properties");
        properties.put("roleName", name).put("type", "BuiltInRole");
        properties.putArray("assignableScopes").add("/");
        properties.putArray("permissions").add(permission());
        return definition;
    }

    private static boolean matches(String pattern, String action) {
        String regex = String.join(
                ".*",
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).toList());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(action).matches();
    }
}
