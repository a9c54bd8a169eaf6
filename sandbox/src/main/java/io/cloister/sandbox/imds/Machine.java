// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.imds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that a client says it runs on. */
record Machine(ObjectNode resource) {

    private static final List<String> TYPES =
            List.of("Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets/virtualMachines");
    private static final List<String> INTERFACES = List.of(
            "Microsoft.Network/networkInterfaces",
            "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces");

    static Optional<Machine> named(String computerName, ResourceView resources) {
        return TYPES.stream()
                .flatMap(type -> resources.ofType(type).stream())
                .filter(machine -> machine.at("/properties/osProfile/computerName")
                        .asText()
                        .equalsIgnoreCase(computerName))
                .findFirst()
                .map(Machine::new);
    }

    String id() {
        return resource.path("id").asText();
    }

    /** Its principal's object id; empty where it has no identity of its own. */
    Optional<String> ownPrincipal() {
        JsonNode principal = resource.at("/identity/principalId");
        return principal.isTextual() ? Optional.of(principal.asText()) : Optional.empty();
    }

    List<String> identities() {
        return resource.at("/identity/userAssignedIdentities").properties().stream()
                .map(entry -> entry.getKey())
                .toList();
    }

    Stream<ObjectNode> interfaces(ResourceView resources) {
        return INTERFACES.stream()
                .flatMap(type -> resources.ofType(type).stream())
                .filter(nic -> nic.at("/properties/virtualMachine/id").asText().equalsIgnoreCase(id()));
    }
}
