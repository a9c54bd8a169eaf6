// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.vnet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Locale;

/** A virtual network. A PUT replaces its subnets: one that is left out is deleted, unless something is in it. */
public final class VirtualNetworks extends NetworkType {

    /**
     * From this version on, subnets of new networks have no default outbound access; networks that were there keep what
     * they had. Source: Azure docs, "Default outbound access in Azure" (API released after 31 March 2026).
     */
    private static final String PRIVATE_BY_DEFAULT_SINCE = "2025-07-01";

    /** Kept with a network made by such a version, and shown to nobody. */
    private static final String PRIVATE_BY_DEFAULT = "subnetsPrivateByDefault";

    private static final String OUTBOUND = "defaultOutboundAccess";

    public VirtualNetworks() {
        super(
                "virtualNetworks",
                Timing.seconds(5, 5, 6),
                new Shape()
                        .required("addressSpace")
                        .readOnly(PRIVATE_BY_DEFAULT)
                        .byDefault("enableDdosProtection", false)
                        .choice("privateEndpointVNetPolicies", "Disabled", "Basic")
                        .byDefault("privateEndpointVNetPolicies", "Disabled"),
                new Subnets(),
                new VirtualNetworkPeerings());
    }

    @Override
    protected boolean isFreeReference(String id) {
        return id.toLowerCase(Locale.ROOT).contains("/virtualnetworks/");
    }

    @Override
    protected void check(Write network) {
        List<Cidr> spaces = Prefixes.ofNetwork(network.body());
        for (int i = 0; i < spaces.size(); i++) {
            if (spaces.subList(0, i).stream().anyMatch(spaces.get(i)::overlaps)) {
                throw ArmError.badRequest(
                        "AddressSpacesOverlap",
                        "Address prefix " + spaces.get(i) + " overlaps with another in the address space of virtual"
                                + " network " + network.id() + ".");
            }
        }
        if (isNew(network) && isPrivateByDefault(network)) {
            network.properties().put(PRIVATE_BY_DEFAULT, true);
        }
        checkRanges(network.body(), spaces);
        VirtualNetworkPeerings.spaceChanged(network);
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        super.deleted(id, resource, store);
        VirtualNetworkPeerings.disconnectFrom(id, store);
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        super.show(shown, links);
        shown.withObject("/properties").remove(PRIVATE_BY_DEFAULT);
    }

    static void completeOutboundAccess(PartWrite subnet) {
        Write network = subnet.whole();
        boolean ofPrivate = isNew(network) || network.properties().has(PRIVATE_BY_DEFAULT);
        if (subnet.before().isEmpty()
                && ofPrivate
                && isPrivateByDefault(network)
                && !subnet.properties().has(OUTBOUND)) {
            subnet.properties().put(OUTBOUND, false);
        }
    }

    private static boolean isNew(Write network) {
        return network.before().isEmpty();
    }

    private static boolean isPrivateByDefault(Write network) {
        return network.apiVersion().compareTo(PRIVATE_BY_DEFAULT_SINCE) >= 0;
    }

    private static void checkRanges(ObjectNode network, List<Cidr> spaces) {
        List<ObjectNode> subnets = Parts.of(network, Subnets.COLLECTION);
        for (int i = 0; i < subnets.size(); i++) {
            for (Cidr range : Prefixes.ofSubnet(subnets.get(i))) {
                if (spaces.stream().noneMatch(space -> space.contains(range))) {
                    throw misplaced(
                            "NetcfgSubnetRangeOutsideVnet",
                            "is outside the IP address range of",
                            subnets.get(i),
                            network);
                }
                if (subnets.subList(0, i).stream()
                        .flatMap(other -> Prefixes.ofSubnet(other).stream())
                        .anyMatch(range::overlaps)) {
                    throw misplaced(
                            "NetcfgSubnetRangesOverlap",
                            "overlaps with that of an existing subnet in",
                            subnets.get(i),
                            network);
                }
            }
        }
    }

    private static ArmError misplaced(String code, String how, ObjectNode subnet, ObjectNode network) {
        return ArmError.badRequest(
                code,
                "Subnet '" + subnet.path("name").asText() + "' is not valid because its IP address range " + how
                        + " virtual network '" + network.path("name").asText() + "'.");
    }
}
