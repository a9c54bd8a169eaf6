// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.network.egress.PublicAddressUse;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Timing;
import java.util.Optional;

/** A frontend: an address in a subnet, with zones if it is to be in some, or a public address, which has its own zones. */
final class Frontends extends Part {

    static final String COLLECTION = "frontendIPConfigurations";

    private static final String ZONES = "zones";

    Frontends() {
        super(
                COLLECTION,
                Timing.IMMEDIATE,
                new Shape()
                        .choice("privateIPAllocationMethod", "Dynamic", "Static")
                        .byDefault("privateIPAllocationMethod", "Dynamic")
                        .choice("privateIPAddressVersion", "IPv4", "IPv6")
                        .usedBy("loadBalancingRules", "loadBalancers/loadBalancingRules")
                        .usedBy("inboundNatRules", "loadBalancers/inboundNatRules")
                        .usedBy("inboundNatPools", "loadBalancers/inboundNatPools")
                        .usedBy("outboundRules", "loadBalancers/outboundRules"));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }

    @Override
    protected void check(PartWrite frontend) {
        boolean isPrivate = !frontend.reference("subnet").isEmpty();
        boolean isPublic = !frontend.reference("publicIPAddress").isEmpty()
                || !frontend.reference("publicIPPrefix").isEmpty();
        if (isPrivate == isPublic) {
            throw ArmError.badRequest(
                    "LoadBalancerFrontendIPConfigurationMustHaveSubnetOrPublicIP",
                    "Frontend IP configuration " + frontend.id()
                            + " must reference either a subnet or a public IP address.");
        }
        if (isPublic) {
            frontend.properties().remove("privateIPAddress");
            requireNoZones(frontend);
            PublicAddressUse.require(frontend.whole(), frontend.id(), frontend.reference("publicIPAddress"));
        } else {
            frontend.properties()
                    .put(
                            "privateIPAddressVersion",
                            frontend.properties()
                                    .path("privateIPAddressVersion")
                                    .asText("IPv4"));
        }
        frontend.before().ifPresent(before -> refuseOtherZones(frontend, before));
    }

    private static void requireNoZones(PartWrite frontend) {
        if (!frontend.body().path(ZONES).isEmpty()) {
            throw ArmError.badRequest(
                    "LoadBalancerFrontendIPConfigCannotHaveZoneWhenReferencingPublicIPAddress",
                    "Load balancer frontend IP configuration " + frontend.id()
                            + " references a public IP address, so it cannot have zones: they are the address's.");
        }
    }

    private static void refuseOtherZones(PartWrite frontend, JsonNode before) {
        Optional<JsonNode> now = Optional.of(frontend.body().path(ZONES)).filter(zones -> !zones.isEmpty());
        Optional<JsonNode> then = Optional.of(before.path(ZONES)).filter(zones -> !zones.isEmpty());
        if (!now.equals(then)) {
            throw ArmError.badRequest(
                    "LoadBalancerFrontendIPConfigurationZonesCannotBeChanged",
                    "The zones of frontend IP configuration " + frontend.id() + " are given when it is made and cannot"
                            + " be changed.");
        }
    }
}
