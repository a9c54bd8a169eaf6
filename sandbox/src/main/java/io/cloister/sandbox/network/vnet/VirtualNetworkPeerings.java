// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.vnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/**
 * One half of a peering: Initiated until the other network has its half too, then both are Connected; Disconnected once
 * the other half or network is gone. A network that changes its ranges leaves the other half LocalNotInSync until it is
 * written again.
 */
final class VirtualNetworkPeerings extends Part {

    static final String COLLECTION = "virtualNetworkPeerings";

    private static final String STATE = "peeringState";
    private static final String LEVEL = "peeringSyncLevel";
    private static final String CONNECTED = "Connected";
    private static final String DISCONNECTED = "Disconnected";
    private static final String IN_SYNC = "FullyInSync";

    VirtualNetworkPeerings() {
        super(
                COLLECTION,
                Timing.seconds(5, 5, 6),
                new Shape()
                        .required("remoteVirtualNetwork")
                        .readOnly(STATE, LEVEL, "resourceGuid")
                        .byDefault("allowVirtualNetworkAccess", true)
                        .byDefault("allowForwardedTraffic", false)
                        .byDefault("allowGatewayTransit", false)
                        .byDefault("useRemoteGateways", false)
                        .byDefault("doNotVerifyRemoteGateways", false)
                        .byDefault("peerCompleteVnets", true));
    }

    @Override
    protected boolean staysWhenUnsaid() {
        return true;
    }

    @Override
    protected void check(PartWrite half) {
        String remote = half.reference("remoteVirtualNetwork");
        half.whole().requireExists(remote);
        ObjectNode theirs = half.whole().store().get(remote).orElseThrow();
        half.before().ifPresent(before -> refuseOtherRemote(half, before));
        refuseOverlaps(half, remote, theirs);
        refuseRemoteGateways(half, remote);
        halves(theirs, half.whole().id()).stream()
                .filter(one -> half.before().isEmpty() && state(one).equals(DISCONNECTED))
                .findFirst()
                .ifPresent(one -> {
                    throw remoteIsDisconnected(half, one);
                });
        ObjectNode properties = half.properties();
        if (!state(half.body()).equals(CONNECTED)) {
            properties.put(STATE, "Initiated");
        }
        properties.put(LEVEL, IN_SYNC);
        if (!properties.has("resourceGuid")) {
            properties.put("resourceGuid", UUID.randomUUID().toString());
        }
        setSpaces(properties, theirs);
    }

    @Override
    protected void completed(ResourceId id, Store store) {
        store.get(id)
                .ifPresent(ours -> store.get(remote(ours)).ifPresent(network -> {
                    for (ObjectNode theirs : halves(network, id.parent())) {
                        if (!state(ours).equals(DISCONNECTED) && !state(theirs).equals(DISCONNECTED)) {
                            setState(ours, CONNECTED, store);
                            setState(theirs, CONNECTED, store);
                        }
                    }
                }));
    }

    @Override
    protected void removed(ResourceId id, ObjectNode peering, Store store) {
        store.get(remote(peering))
                .ifPresent(network ->
                        halves(network, id.parent()).forEach(theirs -> setState(theirs, DISCONNECTED, store)));
    }

    /** Every half that points at a network which is gone. */
    static void disconnectFrom(ResourceId network, Store store) {
        pointingAt(network, store).forEach(half -> setState(half, DISCONNECTED, store));
    }

    /** Halves that point at a network do not know its new ranges until they are written again. */
    static void spaceChanged(Write network) {
        boolean changed = network.before()
                .filter(before -> !Prefixes.ofNetwork(before).equals(Prefixes.ofNetwork(network.body())))
                .isPresent();
        if (changed) {
            Parts.of(network.body(), COLLECTION)
                    .forEach(half -> half.withObject("/properties").put(LEVEL, "RemoteNotInSync"));
            pointingAt(network.id(), network.store())
                    .forEach(half -> half.withObject("/properties").put(LEVEL, "LocalNotInSync"));
        }
    }

    private static List<ObjectNode> pointingAt(ResourceId network, Store store) {
        return store.ofType("Microsoft.Network/virtualNetworks/" + COLLECTION).stream()
                .filter(half -> ResourceId.key(remote(half)).equals(network.key()))
                .toList();
    }

    private static void refuseOtherRemote(PartWrite half, ObjectNode before) {
        if (!ResourceId.key(remote(before)).equals(ResourceId.key(remote(half.body())))) {
            throw ArmError.badRequest(
                    "ChangingRemoteVirtualNetworkNotAllowed",
                    "Remote virtual network of peering " + half.id() + " cannot be changed from " + remote(before)
                            + " to " + remote(half.body()) + ".");
        }
    }

    /** No network has a gateway here. Source of the code: terraform-azurerm-lz-vending, issue 398. */
    private static void refuseRemoteGateways(PartWrite half, String remote) {
        if (half.properties().path("useRemoteGateways").asBoolean()) {
            throw ArmError.badRequest(
                    "RemoteVnetHasNoGateways",
                    "Peering " + half.id() + " cannot have UseRemoteGateway flag set to true because remote virtual"
                            + " network " + remote + " referenced by the peering does not have any gateways.");
        }
    }

    private static void refuseOverlaps(PartWrite half, String remote, ObjectNode theirs) {
        String start = "Cannot create or update peering " + half.id() + ". Virtual networks "
                + half.whole().id() + " and " + remote + " cannot be peered because ";
        List<Cidr> ours = Prefixes.ofNetwork(half.whole().body());
        List<Cidr> overlapping = overlaps(ours, Prefixes.ofNetwork(theirs));
        if (!overlapping.isEmpty()) {
            throw ArmError.badRequest(
                    "VnetAddressSpacesOverlap",
                    start + "their address spaces overlap. Overlapping address prefixes: " + words(overlapping));
        }
        for (ObjectNode other : Parts.of(half.whole().body(), COLLECTION)) {
            if (other.path("name").asText().equalsIgnoreCase(half.id().name())) {
                continue;
            }
            if (ResourceId.key(remote(other)).equals(ResourceId.key(remote))) {
                throw ArmError.badRequest(
                        "AnotherPeeringAlreadyReferencesRemoteVnet",
                        "Peering " + half.id() + " cannot be added because virtual network "
                                + half.whole().id() + " already has another peering "
                                + other.path("id").asText() + " referencing the same remote virtual network " + remote
                                + ".");
            }
            List<Cidr> taken = half.whole()
                    .store()
                    .get(remote(other))
                    .map(Prefixes::ofNetwork)
                    .map(ranges -> overlaps(ranges, Prefixes.ofNetwork(theirs)))
                    .orElse(List.of());
            if (!taken.isEmpty()) {
                throw ArmError.badRequest(
                        "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",
                        start + "address space of the second virtual network overlaps with address space of virtual"
                                + " network " + remote(other) + " already peered with the first virtual network."
                                + " Overlapping address prefixes: " + words(taken));
            }
        }
    }

    private static List<Cidr> overlaps(List<Cidr> ours, List<Cidr> theirs) {
        return ours.stream()
                .filter(range -> theirs.stream().anyMatch(range::overlaps))
                .toList();
    }

    private static String words(List<Cidr> ranges) {
        return String.join(", ", ranges.stream().map(Cidr::toString).toList()) + ".";
    }

    private static ArmError remoteIsDisconnected(PartWrite half, ObjectNode theirs) {
        return ArmError.badRequest(
                "RemotePeeringIsDisconnected",
                "Cannot create or update peering " + half.id() + " because remote peering "
                        + theirs.path("id").asText() + " referencing parent virtual network "
                        + half.whole().id() + " is in Disconnected state. Update or re-create the remote peering to"
                        + " get it back to Initiated state. Peering gets Disconnected when remote vnet or remote"
                        + " peering is deleted and re-created.");
    }

    /** The halves in {@code network} that lead to {@code remote}. */
    private static List<ObjectNode> halves(ObjectNode network, ResourceId remote) {
        return Parts.of(network, COLLECTION).stream()
                .filter(half -> ResourceId.key(remote(half)).equals(remote.key()))
                .toList();
    }

    private static void setSpaces(ObjectNode properties, JsonNode theirs) {
        for (String name : List.of("remoteAddressSpace", "remoteVirtualNetworkAddressSpace")) {
            ArrayNode prefixes = properties.putObject(name).putArray("addressPrefixes");
            theirs.path("properties")
                    .path("addressSpace")
                    .path("addressPrefixes")
                    .forEach(prefixes::add);
        }
    }

    private static void setState(ObjectNode half, String state, Store store) {
        if (!state(half).equals(state)) {
            half.withObject("/properties").put(STATE, state);
            store.put(ResourceId.of(half.path("id").asText()), half);
        }
    }

    private static String state(JsonNode half) {
        return half.path("properties").path(STATE).asText();
    }

    private static String remote(JsonNode half) {
        return half.path("properties").path("remoteVirtualNetwork").path("id").asText();
    }
}
