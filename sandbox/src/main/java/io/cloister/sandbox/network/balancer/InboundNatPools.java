// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.balancer;

import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.Timing;

/** An inbound NAT pool: a range of frontend ports that a scale set's instances are reached by, one port each. */
final class InboundNatPools extends Part {

    InboundNatPools() {
        super(
                "inboundNatPools",
                Timing.IMMEDIATE,
                new Shape()
                        .required("protocol", "frontendPortRangeStart", "frontendPortRangeEnd", "backendPort")
                        .choice("protocol", "Udp", "Tcp", "All")
                        .number("frontendPortRangeStart", 1, 65_534)
                        .number("frontendPortRangeEnd", 1, 65_535)
                        .number("backendPort", 1, 65_535)
                        .number("idleTimeoutInMinutes", 4, 100)
                        .byDefault("idleTimeoutInMinutes", 4)
                        .byDefault("enableFloatingIP", false)
                        .byDefault("enableTcpReset", false));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }
}
