// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.network.shape.Sku;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A NAT gateway: the way out of its subnets, with public addresses of its own sku. */
public final class NatGateways extends NetworkType {

    private static final String STANDARD_V2 = "StandardV2";

    public NatGateways() {
        super(
                "natGateways",
                Timing.seconds(5, 5, 10),
                new Shape()
                        .number("idleTimeoutInMinutes", 4, 120)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .usedBy("subnets", "virtualNetworks/subnets"));
    }

    @Override
    protected void check(Write gateway) {
        Sku.complete(
                gateway,
                ArmError.badRequest("NatGatewayBasicSkuNotSupported", "A NAT gateway has no Basic sku."),
                STANDARD_V2);
        if (gateway.body().path("zones").size() > 1
                && !gateway.body().path("sku").path("name").asText().equals(STANDARD_V2)) {
            throw ArmError.badRequest(
                    "NatGatewayMultipleZonesNotSupported",
                    "NAT gateway " + gateway.id() + " of sku Standard can be in no more than one zone.");
        }
        for (String list : new String[] {"publicIpAddresses", "publicIpPrefixes"}) {
            for (JsonNode address : gateway.properties().path(list)) {
                String id = address.path("id").asText();
                PublicAddressUse.require(gateway, gateway.id(), id);
                requireSku(gateway, id);
            }
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode gateway, Store store) {
        InUse.byAnyone(id, store, "NAT gateway", "InUseNatGatewayCannotBeDeleted");
    }

    private static void requireSku(Write gateway, String address) {
        String wanted = gateway.body().path("sku").path("name").asText();
        gateway.store()
                .get(address)
                .map(found -> found.path("sku").path("name").asText())
                .filter(found -> !found.equalsIgnoreCase(wanted))
                .ifPresent(found -> {
                    throw ArmError.badRequest(
                            "NatGatewayAndPublicIpSkuMismatch",
                            "NAT gateway " + gateway.id() + " of sku " + wanted + " cannot use " + address + " of sku "
                                    + found + ".");
                });
    }
}
