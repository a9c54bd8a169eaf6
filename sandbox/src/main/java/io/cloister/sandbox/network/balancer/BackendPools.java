// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Malformed;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.HashSet;
import java.util.Set;

/** A backend pool: its members are interfaces that name it, or addresses of a network that it lists itself. */
final class BackendPools extends Part {

    static final String COLLECTION = "backendAddressPools";

    private static final String ADDRESSES = "loadBalancerBackendAddresses";
    private static final String MEMBERS = "backendIPConfigurations";

    BackendPools() {
        super(
                COLLECTION,
                Timing.seconds(1, 1, 1),
                new Shape()
                        .number("drainPeriodInSeconds", 0, 3600)
                        .choice("syncMode", "Automatic", "Manual")
                        .fixed("syncMode")
                        .usedBy(MEMBERS, "networkInterfaces/ipConfigurations")
                        .usedBy("loadBalancingRules", "loadBalancers/loadBalancingRules")
                        .usedBy("outboundRules", "loadBalancers/outboundRules")
                        .usedByOne("outboundRule", "loadBalancers/outboundRules")
                        .usedBy("inboundNatRules", "loadBalancers/inboundNatRules"));
    }

    /** Members that are interfaces come from these interfaces, not from here. */
    @Override
    protected void dropShown(ObjectNode properties) {
        ArrayNode kept = properties.arrayNode();
        for (JsonNode address : properties.path(ADDRESSES)) {
            JsonNode own = address.path("properties");
            if (!own.has("networkInterfaceIPConfiguration") || own.has("ipAddress")) {
                kept.add(address);
            }
        }
        properties.set(ADDRESSES, kept);
    }

    @Override
    protected void check(PartWrite pool) {
        Set<String> seen = new HashSet<>();
        for (JsonNode address : pool.properties().path(ADDRESSES)) {
            String ip = address.path("properties").path("ipAddress").asText();
            if (address.path("name").asText().isEmpty()) {
                throw Malformed.missing("name", pool.id());
            }
            if (!ip.isEmpty() && Cidr.address(ip).isEmpty() && !ip.contains(":")) {
                throw Malformed.value(address.path("properties").path("ipAddress"), "an address", ADDRESSES, pool.id());
            }
            if (!ip.isEmpty() && !seen.add(ip)) {
                throw ArmError.badRequest(
                        "DuplicateIpAddressInBackendAddressPool",
                        "Backend address pool " + pool.id() + " has the IP address " + ip + " more than once.");
            }
        }
    }

    @Override
    protected void refuseRemoval(ResourceId id, ObjectNode pool, Store store) {
        for (String user : store.referrers(id)) {
            ResourceId root = ResourceId.of(user).root();
            if (root.lastType().equalsIgnoreCase("virtualMachineScaleSets")) {
                throw ArmError.badRequest(
                        "CannotRemoveBackendAddressPoolInUseByVirtualMachineScaleSet",
                        "Cannot remove backend address pool " + id.name()
                                + " from load balancer since it is in use by virtual machine scale set " + root + ".");
            }
            if (!root.key().equals(id.root().key())) {
                throw ArmError.badRequest(
                        "InUseBackendAddressPoolCannotBeDeleted",
                        "Backend address pool " + id + " is in use by " + user + " and cannot be deleted.");
            }
        }
    }

    /** Azure lists interfaces among the addresses too, by the id of their configuration and without an address of their own. */
    @Override
    protected void show(ObjectNode shown, Backlinks links) {
        super.show(shown, links);
        ObjectNode properties = shown.withObject("/properties");
        ArrayNode addresses = properties.withArray("/" + ADDRESSES);
        for (JsonNode member : properties.path(MEMBERS)) {
            String id = member.path("id").asText();
            ObjectNode address = addresses.addObject();
            address.put("name", name(id));
            address.putObject("properties")
                    .putObject("networkInterfaceIPConfiguration")
                    .put("id", id);
        }
    }

    /** The interfaces of a scale set's instances all have one name: theirs begins with the instance's. */
    private static String name(String configuration) {
        ResourceId id = ResourceId.of(configuration);
        ResourceId nic = id.parent();
        String name = nic.name() + "_" + id.name();
        return nic.key().equals(nic.root().key())
                ? name
                : nic.root().name() + "_" + nic.parent().name() + "_" + name;
    }
}
