// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.network.shape.Sku;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A public IP address: Standard, so Static, and given at once; with one user at a time. */
public final class PublicIpAddresses extends NetworkType {

    /** How Azure refuses what it has retired: a quota of none. */
    private static final ArmError NO_BASIC = ArmError.badRequest(
            "IPv4BasicSkuPublicIpCountLimitReached",
            "Cannot create more than 0 IPv4 Basic SKU public IP addresses for this subscription in this region.");

    private static final String METHOD = "publicIPAllocationMethod";

    public PublicIpAddresses() {
        super(
                "publicIPAddresses",
                Timing.seconds(3, 3, 10),
                new Shape()
                        .choice(METHOD, "Static", "Dynamic")
                        .byDefault(METHOD, "Static")
                        .choice("publicIPAddressVersion", "IPv4", "IPv6")
                        .byDefault("publicIPAddressVersion", "IPv4")
                        .fixed("publicIPAddressVersion")
                        .fixed("publicIPPrefix")
                        .number("idleTimeoutInMinutes", 4, 30)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .readOnly("ipAddress")
                        .usedByOne("ipConfiguration", "networkInterfaces/ipConfigurations", "frontendIPConfigurations")
                        .usedByOne("natGateway", "natGateways"));
    }

    @Override
    protected void check(Write address) {
        Sku.complete(address, NO_BASIC, "StandardV2");
        ObjectNode properties = address.properties();
        if (properties.path(METHOD).asText().equals("Dynamic")) {
            throw ArmError.badRequest(
                    "StandardAndStandardV2SkuPublicIPAddressesMustBeStatic",
                    "Standard sku publicIp " + address.id() + " must have AllocationMethod set to Static.");
        }
        if (!properties.path("ipTags").isArray()) {
            properties.putArray("ipTags");
        }
        if (!properties.path("ddosSettings").has("protectionMode")) {
            properties.withObject("/ddosSettings").put("protectionMode", "VirtualNetworkInherited");
        }
        if (!properties.has("ipAddress")) {
            properties.put("ipAddress", PublicAddresses.give(address));
        }
        String label = properties.path("dnsSettings").path("domainNameLabel").asText();
        if (!label.isEmpty()) {
            properties
                    .withObject("/dnsSettings")
                    .put("fqdn", label + "." + address.body().path("location").asText() + ".cloudapp.azure.com");
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode address, Store store) {
        store.referrers(id).stream().findFirst().ifPresent(user -> {
            throw ArmError.badRequest(
                    "PublicIPAddressCannotBeDeleted",
                    "Public IP address " + id + " can not be deleted since it is still allocated to resource " + user
                            + ". In order to delete the public IP, disassociate/detach the Public IP address from the"
                            + " resource. To learn how to do this, see aka.ms/deletepublicip.");
        });
    }
}
