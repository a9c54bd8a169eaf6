// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net.topology;

/** How a machine reaches the internet, by Azure's order of precedence, and what decided it. */
public record WayOut(Kind kind, String reason) {

    public enum Kind {
        ROUTE,
        NAT_GATEWAY,
        INSTANCE_PUBLIC_IP,
        OUTBOUND_RULE,
        LOAD_BALANCER_SNAT,
        DEFAULT_OUTBOUND,
        NONE
    }

    public boolean open() {
        return kind != Kind.NONE;
    }
}
