// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.ArrayList;
import java.util.List;

/** A subnet: inside its network's ranges, apart from its siblings, and there to stay while something has an address in it. */
final class Subnets implements ResourceType {

    static final String COLLECTION = "subnets";

    @Override
    public String type() {
        return "Microsoft.Network/virtualNetworks/subnets";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(4, 4, 6);
    }

    @Override
    public boolean isInline() {
        return true;
    }

    @Override
    public void write(Write write) {
        write.requireReferences();
        ObjectNode network = write.store().get(write.id().parent()).orElseThrow();
        List<ObjectNode> subnets = new ArrayList<>(InlineChildren.of(network, COLLECTION));
        subnets.removeIf(
                other -> other.path("name").asText().equalsIgnoreCase(write.id().name()));
        subnets.add(write.body());
        checkRanges(network, subnets);
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        List<String> users = users(id, store);
        if (!users.isEmpty()) {
            throw inUse(id, users);
        }
    }

    /** What holds an address in the subnet; a scale set's model alone does not. */
    static List<String> users(ResourceId id, Store store) {
        return store.referrers(id).stream()
                .filter(user -> !ResourceId.of(user).lastType().equalsIgnoreCase("virtualMachineScaleSets"))
                .toList();
    }

    static ArmError inUse(ResourceId id, List<String> users) {
        return ArmError.badRequest(
                "InUseSubnetCannotBeDeleted",
                "Subnet " + id.name() + " is in use by " + String.join(", ", users)
                        + " and cannot be deleted. In order to delete the subnet, delete all the resources within the"
                        + " subnet. See aka.ms/deletesubnet.");
    }

    static List<Cidr> ranges(JsonNode subnet) {
        JsonNode properties = subnet.path("properties");
        List<String> texts = properties.has("addressPrefix")
                ? List.of(properties.path("addressPrefix").asText())
                : PrivateAddresses.texts(properties.path("addressPrefixes"));
        if (texts.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat", "Subnet " + subnet.path("name").asText() + " has no address prefix.");
        }
        return texts.stream().map(Cidr::parse).toList();
    }

    static void checkRanges(JsonNode network, List<ObjectNode> subnets) {
        List<Cidr> spaces = VirtualNetworks.ranges(network);
        for (int i = 0; i < subnets.size(); i++) {
            String name = subnets.get(i).path("name").asText();
            for (Cidr range : ranges(subnets.get(i))) {
                if (spaces.stream().noneMatch(space -> space.contains(range))) {
                    throw ArmError.badRequest(
                            "NetcfgSubnetRangeOutsideVnet",
                            "Subnet '" + name + "' is not valid because its IP address range is outside the IP address"
                                    + " range of virtual network '"
                                    + network.path("name").asText() + "'.");
                }
                for (ObjectNode other : subnets.subList(0, i)) {
                    if (ranges(other).stream().anyMatch(range::overlaps)) {
                        throw ArmError.badRequest(
                                "NetcfgSubnetRangesOverlap",
                                "Subnet '" + name + "' is not valid because its IP address range overlaps with that of"
                                        + " an existing subnet in virtual network '"
                                        + network.path("name").asText() + "'.");
                    }
                }
            }
        }
    }
}
