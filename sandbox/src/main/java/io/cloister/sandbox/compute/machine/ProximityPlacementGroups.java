// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.FixedProperties;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Map;

/** What keeps machines near each other; shows who is in it, and stays while somebody is. */
public final class ProximityPlacementGroups implements ComputeType, ImmediateType {

    private static final String KIND = "proximityPlacementGroupType";
    private static final Map<String, String> MEMBERS = Map.of(
            "virtualMachines", "Microsoft.Compute/virtualMachines",
            "virtualMachineScaleSets", "Microsoft.Compute/virtualMachineScaleSets",
            "availabilitySets", "Microsoft.Compute/availabilitySets");

    @Override
    public String type() {
        return "Microsoft.Compute/proximityPlacementGroups";
    }

    @Override
    public void write(Write write) {
        FixedProperties.refuseChange(write, List.of("/location", "/properties/" + KIND), "/properties/");
        ObjectNode properties = write.properties();
        MEMBERS.keySet().forEach(properties::remove);
        String kind = properties.path(KIND).asText("Standard");
        properties.put(
                KIND,
                List.of("Standard", "Ultra").stream()
                        .filter(kind::equalsIgnoreCase)
                        .findFirst()
                        .orElseThrow(() -> OsProfiles.invalid(
                                KIND, "The value '" + kind + "' of parameter '" + KIND + "' is not valid.")));
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        List<String> members = store.referrers(id);
        if (!members.isEmpty()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Proximity placement group '" + id.name() + "' cannot be deleted. Before deleting a proximity"
                            + " placement group please ensure that it does not contain any resources; it contains "
                            + String.join(", ", members) + ".");
        }
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        ObjectNode properties = shown.withObject("/properties");
        MEMBERS.forEach((list, type) -> {
            var members = properties.putArray(list);
            links.to(shown.path("id").asText()).stream()
                    .filter(from -> ResourceId.of(from).type().equalsIgnoreCase(type))
                    .forEach(from -> members.addObject().put("id", from));
        });
    }
}
