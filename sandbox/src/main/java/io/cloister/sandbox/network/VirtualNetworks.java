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
import java.util.List;

/** A virtual network. A PUT replaces its subnets: one that is left out is deleted, unless something is in it. */
final class VirtualNetworks implements ResourceType {

    /** From this version on, subnets of new networks have no default outbound access (facts of March 2026). */
    private static final String PRIVATE_BY_DEFAULT_SINCE = "2025-07-01";

    @Override
    public String type() {
        return "Microsoft.Network/virtualNetworks";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(5, 5, 6);
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        ranges(write.body());
        keepPeerings(write, properties);
        List<ObjectNode> subnets = InlineChildren.complete(write, Subnets.COLLECTION);
        boolean privateByDefault =
                write.before().isEmpty() && write.apiVersion().compareTo(PRIVATE_BY_DEFAULT_SINCE) >= 0;
        if (privateByDefault) {
            subnets.stream()
                    .map(subnet -> subnet.withObject("/properties"))
                    .filter(subnet -> !subnet.has("defaultOutboundAccess"))
                    .forEach(subnet -> subnet.put("defaultOutboundAccess", false));
        }
        write.requireReferences();
        Subnets.checkRanges(write.body(), subnets);
        write.before().ifPresent(before -> refuseToDropUsed(write, before, subnets));
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        for (ObjectNode subnet : InlineChildren.of(resource, Subnets.COLLECTION)) {
            ResourceId subnetId = ResourceId.of(subnet.path("id").asText());
            List<String> users = Subnets.users(subnetId, store);
            if (!users.isEmpty()) {
                throw Subnets.inUse(subnetId, users);
            }
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        VirtualNetworkPeerings.disconnectFrom(id, store);
    }

    static List<Cidr> ranges(JsonNode network) {
        List<String> prefixes = PrivateAddresses.texts(
                network.path("properties").path("addressSpace").path("addressPrefixes"));
        if (prefixes.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat",
                    "Virtual network " + network.path("name").asText() + " has no address space: give"
                            + " properties.addressSpace.addressPrefixes.");
        }
        return prefixes.stream().map(Cidr::parse).toList();
    }

    private static void keepPeerings(Write write, ObjectNode properties) {
        if (!properties.has(VirtualNetworkPeerings.COLLECTION)) {
            write.before()
                    .map(old -> old.path("properties").path(VirtualNetworkPeerings.COLLECTION))
                    .filter(JsonNode::isArray)
                    .ifPresent(peerings -> properties.set(VirtualNetworkPeerings.COLLECTION, peerings));
        }
    }

    private static void refuseToDropUsed(Write write, ObjectNode before, List<ObjectNode> subnets) {
        for (ObjectNode old : InlineChildren.of(before, Subnets.COLLECTION)) {
            boolean stays = subnets.stream()
                    .anyMatch(subnet -> subnet.path("name")
                            .asText()
                            .equalsIgnoreCase(old.path("name").asText()));
            ResourceId id = ResourceId.of(old.path("id").asText());
            List<String> users = Subnets.users(id, write.store());
            if (!stays && !users.isEmpty()) {
                throw Subnets.inUse(id, users);
            }
        }
    }
}
