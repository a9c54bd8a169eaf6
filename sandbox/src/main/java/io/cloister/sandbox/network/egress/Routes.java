// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Timing;

/** A route: where a prefix, or a service tag, leads. Only one to a virtual appliance has an address to go to. */
final class Routes extends Part {

    static final String COLLECTION = "routes";

    private static final String APPLIANCE = "VirtualAppliance";

    Routes() {
        super(
                COLLECTION,
                Timing.seconds(3, 3, 3),
                new Shape()
                        .required("addressPrefix", "nextHopType")
                        .choice("nextHopType", "VirtualNetworkGateway", "VnetLocal", "Internet", APPLIANCE, "None")
                        .byDefault("hasBgpOverride", false));
    }

    @Override
    protected void check(PartWrite route) {
        String prefix = route.properties().path("addressPrefix").asText();
        if (prefix.contains(".") && Character.isDigit(prefix.charAt(0))) {
            Prefixes.parse(prefix);
        }
        String hop = route.properties().path("nextHopIpAddress").asText();
        boolean appliance = route.properties().path("nextHopType").asText().equals(APPLIANCE);
        if (appliance && Cidr.address(hop).isEmpty() && !hop.contains(":")) {
            throw ArmError.badRequest(
                    "RouteWithVirtualApplianceNextHopTypeMustHaveNextHopIpAddress",
                    "Route " + route.id() + " with next hop type VirtualAppliance must have a valid next hop IP"
                            + " address.");
        }
        if (!appliance && !hop.isEmpty()) {
            throw ArmError.badRequest(
                    "NextHopIpAddressOnlyAllowedForVirtualAppliance",
                    "Route " + route.id() + " has a next hop IP address; only one to a VirtualAppliance may.");
        }
    }
}
