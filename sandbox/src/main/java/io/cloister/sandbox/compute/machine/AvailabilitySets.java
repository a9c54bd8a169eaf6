// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.FixedProperties;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** An availability set: machines spread over fault and update domains; stays while it has one. */
public final class AvailabilitySets implements ComputeType, ImmediateType {

    private static final int MOST_FAULT_DOMAINS = 3;
    private static final int MOST_UPDATE_DOMAINS = 20;

    @Override
    public String type() {
        return "Microsoft.Compute/availabilitySets";
    }

    /** Always. Source: the provider's OpenAPI description. */
    @Override
    public int createStatus() {
        return 200;
    }

    @Override
    public void write(Write write) {
        FixedProperties.refuseChange(
                write,
                List.of("/location", "/properties/platformFaultDomainCount", "/properties/platformUpdateDomainCount"),
                "/properties/");
        ObjectNode properties = write.properties();
        number(properties, "platformFaultDomainCount", 2, MOST_FAULT_DOMAINS);
        number(properties, "platformUpdateDomainCount", 5, MOST_UPDATE_DOMAINS);
        if (!write.body().path("sku").has("name")) {
            write.body().withObject("/sku").put("name", "Classic");
        }
        properties.withArray("/virtualMachines");
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        if (!resource.at("/properties/virtualMachines").isEmpty()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Availability Set '" + id.name() + "' cannot be deleted. Before deleting an Availability Set"
                            + " please ensure that it does not contain any VM.");
        }
    }

    /** Names the machines of the set that {@code machine} is in. */
    static void refresh(ObjectNode machine, Store store) {
        String setId = machine.at("/properties/availabilitySet/id").asText();
        if (setId.isEmpty()) {
            return;
        }
        store.get(setId).ifPresent(set -> {
            ArrayNode members = set.withObject("/properties").putArray("virtualMachines");
            store.ofType(VirtualMachines.TYPE).stream()
                    .filter(one ->
                            one.at("/properties/availabilitySet/id").asText().equalsIgnoreCase(setId))
                    .forEach(one -> members.addObject().set("id", one.path("id")));
        });
    }

    private static void number(ObjectNode properties, String name, int standard, int most) {
        if (!properties.has(name)) {
            properties.put(name, standard);
        }
        int value = properties.path(name).asInt();
        if (value < 1 || value > most) {
            throw OsProfiles.invalid(
                    name,
                    "The specified value " + value + " of parameter '" + name + "' must fall in the range 1 to " + most
                            + ".");
        }
    }
}
