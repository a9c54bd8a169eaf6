// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.vnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.egress.PublicAddressUse;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An IP configuration of a network interface: an address in a subnet, and the balancer pools that it is a member of. */
final class IpConfigurations extends Part {

    static final String COLLECTION = "ipConfigurations";

    private static final String PRIMARY = "primary";

    IpConfigurations() {
        super(
                COLLECTION,
                Timing.IMMEDIATE,
                new Shape()
                        .required("subnet")
                        .choice("privateIPAllocationMethod", "Dynamic", "Static")
                        .byDefault("privateIPAllocationMethod", "Dynamic")
                        .choice("privateIPAddressVersion", "IPv4", "IPv6")
                        .byDefault("privateIPAddressVersion", "IPv4"));
    }

    /** The interfaces' provider lets these be read alone, and changes them with their interface. */
    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite configuration) {
        PublicAddressUse.require(configuration.whole(), configuration.id(), configuration.reference("publicIPAddress"));
        String network = network(configuration.body());
        for (JsonNode pool : configuration.properties().path("loadBalancerBackendAddressPools")) {
            ResourceId.parse(pool.path("id").asText()).ifPresent(id -> requireSameNetwork(configuration, id, network));
        }
    }

    /** One of them is the primary one, the first where nobody says; all are in the network that they always were in. */
    static void settlePrimary(Write nic, List<ObjectNode> configurations) {
        boolean said = configurations.stream()
                .anyMatch(one -> one.path("properties").path(PRIMARY).asBoolean());
        for (int i = 0; i < configurations.size(); i++) {
            ObjectNode properties = configurations.get(i).withObject("/properties");
            properties.put(PRIMARY, said ? properties.path(PRIMARY).asBoolean() : i == 0);
        }
        Set<String> networks =
                configurations.stream().map(IpConfigurations::network).collect(Collectors.toSet());
        if (networks.size() > 1) {
            throw ArmError.badRequest(
                    "SubnetsNotInSameVnet",
                    "The subnets of the IP configurations of network interface " + nic.id()
                            + " are not in the same virtual network.");
        }
        nic.before()
                .map(old -> network(old.path("properties").path(COLLECTION).path(0)))
                .filter(old -> !old.isEmpty() && !networks.contains(old))
                .ifPresent(old -> {
                    throw ArmError.badRequest(
                            "SubnetsNotInSameVnet",
                            "Network interface " + nic.id() + " cannot be moved from virtual network " + old
                                    + " to another.");
                });
    }

    private static void requireSameNetwork(PartWrite configuration, ResourceId pool, String network) {
        ResourceId nic = configuration.whole().id();
        configuration.whole().store().referrers(pool).stream()
                .filter(member -> !ResourceId.of(member).root().key().equals(nic.key()))
                .filter(member -> ResourceId.of(member).lastType().equalsIgnoreCase(COLLECTION))
                .flatMap(member ->
                        memberOf(ResourceId.of(member), configuration.whole().store()))
                .map(IpConfigurations::network)
                .filter(other -> !other.isEmpty() && !other.equals(network))
                .findFirst()
                .ifPresent(other -> {
                    throw ArmError.badRequest(
                            "NetworkInterfacesInBackendPoolNotInSameVnet",
                            "All network interfaces of backend address pool " + pool + " must be in one virtual"
                                    + " network: " + nic + " is in " + network + ", others are in " + other + ".");
                });
    }

    /** An IP configuration by its id; those of scale-set instances are kept in their interfaces without a type of their own. */
    private static Stream<ObjectNode> memberOf(ResourceId id, Store store) {
        return store.get(id.parent()).stream().flatMap(nic -> Parts.named(nic, COLLECTION, id.name()).stream());
    }

    /** The key of the network that a configuration's subnet is in; empty for none. */
    static String network(JsonNode configuration) {
        String subnet =
                configuration.path("properties").path("subnet").path("id").asText();
        return ResourceId.parse(subnet)
                .filter(id -> !id.isTopLevel())
                .map(id -> id.parent().key())
                .orElse("");
    }
}
