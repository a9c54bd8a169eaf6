// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** One half of a peering: Initiated until the other network has its half too, then both are Connected. */
final class VirtualNetworkPeerings implements ResourceType {

    static final String COLLECTION = "virtualNetworkPeerings";

    private static final String CONNECTED = "Connected";

    @Override
    public String type() {
        return "Microsoft.Network/virtualNetworks/" + COLLECTION;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(5, 5, 6);
    }

    @Override
    public boolean isInline() {
        return true;
    }

    @Override
    public void write(Write write) {
        String remote = remote(write.body());
        write.requireExists(remote);
        List<Cidr> ours =
                VirtualNetworks.ranges(write.store().get(write.id().parent()).orElseThrow());
        List<Cidr> theirs = VirtualNetworks.ranges(write.store().get(remote).orElseThrow());
        if (ours.stream().anyMatch(range -> theirs.stream().anyMatch(range::overlaps))) {
            throw ArmError.badRequest(
                    "VnetAddressSpacesOverlap",
                    "Cannot create or update peering " + write.id() + ". Virtual networks "
                            + write.id().parent() + " and " + remote
                            + " cannot be peered because their address spaces overlap.");
        }
        write.properties().put("peeringState", "Initiated").put("peeringSyncLevel", "FullyInSync");
    }

    @Override
    public void completed(ResourceId id, Store store) {
        store.get(id)
                .ifPresent(ours -> halves(ResourceId.of(remote(ours)), id.parent(), store)
                        .forEach(theirs -> {
                            setState(ours, CONNECTED, store);
                            setState(theirs, CONNECTED, store);
                        }));
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        halves(ResourceId.of(remote(resource)), id.parent(), store)
                .forEach(theirs -> setState(theirs, "Disconnected", store));
    }

    /** Every half that points at a network which is gone. */
    static void disconnectFrom(ResourceId network, Store store) {
        store.ofType("Microsoft.Network/virtualNetworks/" + COLLECTION).stream()
                .filter(half -> ResourceId.key(remote(half)).equals(network.key()))
                .forEach(half -> setState(half, "Disconnected", store));
    }

    private static List<ObjectNode> halves(ResourceId network, ResourceId remote, Store store) {
        return store
                .list(new ResourceId(
                        network.scope(), network.namespace(), List.of("virtualNetworks", COLLECTION), network.names()))
                .stream()
                .filter(half -> ResourceId.key(remote(half)).equals(remote.key()))
                .toList();
    }

    private static void setState(ObjectNode half, String state, Store store) {
        half.withObject("/properties").put("peeringState", state);
        store.put(ResourceId.of(half.path("id").asText()), half);
    }

    private static String remote(ObjectNode half) {
        return half.path("properties").path("remoteVirtualNetwork").path("id").asText();
    }
}
