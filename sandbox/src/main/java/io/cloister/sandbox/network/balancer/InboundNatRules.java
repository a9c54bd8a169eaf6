// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.model.PartWrite;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Timing;

/** An inbound NAT rule: one port of a frontend to one interface, or a range of them to a pool. */
final class InboundNatRules extends Part {

    static final String COLLECTION = "inboundNatRules";

    InboundNatRules() {
        super(
                COLLECTION,
                Timing.seconds(1, 1, 1),
                new Shape()
                        .required("protocol", "backendPort", "frontendIPConfiguration")
                        .choice("protocol", "Udp", "Tcp", "All")
                        .number("frontendPort", 0, 65_534)
                        .number("frontendPortRangeStart", 1, 65_534)
                        .number("frontendPortRangeEnd", 1, 65_534)
                        .number("backendPort", 0, 65_535)
                        .number("idleTimeoutInMinutes", 4, 100)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .byDefault("enableFloatingIP", false)
                        .byDefault("enableTcpReset", false)
                        .usedByOne("backendIPConfiguration", "networkInterfaces/ipConfigurations"));
    }

    @Override
    protected void check(PartWrite rule) {
        boolean toPool = !rule.reference("backendAddressPool").isEmpty();
        boolean range = rule.properties().has("frontendPortRangeStart")
                && rule.properties().has("frontendPortRangeEnd");
        if (toPool != range) {
            throw ArmError.badRequest(
                    "InboundNatRuleBackendPoolAndPortRangeRequiredTogether",
                    "Inbound NAT rule " + rule.id()
                            + " has a backend address pool and a range of frontend ports, or neither.");
        }
    }
}
