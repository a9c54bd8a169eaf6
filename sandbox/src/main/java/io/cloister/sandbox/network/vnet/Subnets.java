// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.vnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.network.address.SubnetAddresses;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.List;

/** A subnet: inside its network's ranges, apart from its siblings, and there to stay while something has an address in it. */
final class Subnets extends Part {

    static final String COLLECTION = "subnets";

    private static final String ONE = "addressPrefix";
    private static final String MANY = "addressPrefixes";

    Subnets() {
        super(
                COLLECTION,
                Timing.seconds(4, 4, 6),
                new Shape()
                        .choice(
                                "privateEndpointNetworkPolicies",
                                "Disabled",
                                "Enabled",
                                "NetworkSecurityGroupEnabled",
                                "RouteTableEnabled")
                        .byDefault("privateEndpointNetworkPolicies", "Disabled")
                        .choice("privateLinkServiceNetworkPolicies", "Enabled", "Disabled")
                        .byDefault("privateLinkServiceNetworkPolicies", "Enabled")
                        .usedBy("ipConfigurations", "networkInterfaces/ipConfigurations", "frontendIPConfigurations")
                        .usedBy("privateEndpoints", "privateEndpoints"));
    }

    @Override
    protected void check(PartWrite subnet) {
        settlePrefixes(subnet);
        if (!subnet.properties().path("delegations").isArray()) {
            subnet.properties().putArray("delegations");
        }
        VirtualNetworks.completeOutboundAccess(subnet);
        subnet.before().ifPresent(before -> refuseToMove(subnet, before));
    }

    @Override
    protected void refuseRemoval(ResourceId id, ObjectNode subnet, Store store) {
        List<String> users = users(id, store);
        if (!users.isEmpty()) {
            throw ArmError.badRequest(
                    "InUseSubnetCannotBeDeleted",
                    "Subnet " + id.name() + " is in use by " + String.join(", ", users)
                            + " and cannot be deleted. In order to delete the subnet, delete all the resources within"
                            + " the subnet. See aka.ms/deletesubnet.");
        }
    }

    /** What holds an address in the subnet; a scale set's model alone does not. */
    private static List<String> users(ResourceId id, Store store) {
        return store.referrers(id).stream()
                .filter(user -> !ResourceId.of(user).lastType().equalsIgnoreCase("virtualMachineScaleSets"))
                .toList();
    }

    /**
     * One prefix stands in both of its properties, since clients read the one or the other; of the two that a client sends
     * back, the changed one counts.
     */
    private static void settlePrefixes(PartWrite subnet) {
        ObjectNode properties = subnet.properties();
        JsonNode many = properties.path(MANY);
        JsonNode one = properties.path(ONE);
        if (one.isTextual() && many.size() == 1 && !many.path(0).equals(one)) {
            boolean oneChanged = subnet.before()
                    .map(before -> !before.path("properties").path(ONE).equals(one))
                    .orElse(true);
            properties.remove(oneChanged ? MANY : ONE);
        } else if (many.size() > 1) {
            properties.remove(ONE);
        }
        List<Cidr> ranges = Prefixes.ofSubnet(subnet.body());
        if (ranges.size() == 1) {
            properties.put(ONE, ranges.get(0).toString());
            properties.putArray(MANY).add(ranges.get(0).toString());
        }
    }

    private static void refuseToMove(PartWrite subnet, ObjectNode before) {
        List<Cidr> now = Prefixes.ofSubnet(subnet.body());
        for (Cidr old : Prefixes.ofSubnet(before)) {
            boolean used = SubnetAddresses.inUse(subnet.id(), subnet.whole().store()).stream()
                    .filter(old::contains)
                    .anyMatch(address -> now.stream().noneMatch(range -> range.contains(address)));
            if (used) {
                throw ArmError.badRequest(
                        "InUsePrefixCannotBeDeleted",
                        "IpPrefix " + old + " on Subnet " + subnet.id().name()
                                + " has active allocations and cannot be deleted.");
            }
        }
    }
}
