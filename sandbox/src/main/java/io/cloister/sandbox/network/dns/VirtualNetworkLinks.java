// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.dns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A zone's link to a network: one for each pair, and no network registers its machines in two zones. */
public final class VirtualNetworkLinks implements ResourceType {

    static final String COLLECTION = "virtualNetworkLinks";

    private static final String REGISTRATION = "registrationEnabled";
    private static final String STATE = "virtualNetworkLinkState";

    @Override
    public String type() {
        return PrivateDnsZones.TYPE + "/" + COLLECTION;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(10, 10, 10);
    }

    @Override
    public void write(Write link) {
        String network = network(link.body());
        if (network.isEmpty()) {
            throw ArmError.badRequest(
                    "BadRequest", "The virtual network link '" + link.id() + "' names no virtual network.");
        }
        link.requireExists(network);
        link.before()
                .map(VirtualNetworkLinks::network)
                .filter(before -> !ResourceId.key(before).equals(ResourceId.key(network)))
                .ifPresent(before -> {
                    throw ArmError.badRequest(
                            "BadRequest",
                            "The virtual network of link '" + link.id() + "' cannot be changed from '" + before
                                    + "' to '" + network + "'.");
                });
        ObjectNode properties = link.properties();
        properties.put(REGISTRATION, registers(link.body()));
        properties.put(STATE, "InProgress");
        if (!link.body().has("location")) {
            link.body().put("location", "global");
        }
        link.store().ofType(type()).stream()
                .filter(other -> !ResourceId.key(other.path("id").asText())
                        .equals(link.id().key()))
                .filter(other -> ResourceId.key(network(other)).equals(ResourceId.key(network)))
                .forEach(other -> refuseBoth(link, other));
    }

    @Override
    public void completed(ResourceId id, Store store) {
        store.get(id).ifPresent(link -> link.withObject("/properties").put(STATE, "Completed"));
    }

    static boolean registers(JsonNode link) {
        return link.path("properties").path(REGISTRATION).asBoolean();
    }

    private static void refuseBoth(Write link, ObjectNode other) {
        ResourceId otherId = ResourceId.of(other.path("id").asText());
        if (otherId.parent().key().equals(link.id().parent().key())) {
            throw ArmError.conflict(
                    "Conflict",
                    "The virtual network is already linked to the private DNS zone by link '" + otherId + "'.");
        }
        if (registers(link.body()) && registers(other)) {
            throw ArmError.conflict(
                    "Conflict",
                    "A virtual network can only be linked to 1 private DNS zone(s) with auto registration of virtual"
                            + " machine records enabled; it is linked to '" + otherId.parent() + "'.");
        }
    }

    private static String network(JsonNode link) {
        return link.path("properties").path("virtualNetwork").path("id").asText();
    }
}
