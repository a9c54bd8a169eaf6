// SPDX-License-Identifier: Apache-2.0
package io.cloister.egress;

/** Azure's ways out of a VM, in their order of precedence (DESIGN §6, docs of Azure NAT Gateway, 2026-04). */
public enum WayOut {
    ROUTE_TABLE("a route table's default route"),
    NAT_GATEWAY("a NAT gateway"),
    INSTANCE_PUBLIC_IP("a public IP of the instance"),
    OUTBOUND_RULE("an outbound rule of a public load balancer"),
    IMPLICIT_SNAT("a public load balancer rule with implicit SNAT"),
    DEFAULT_OUTBOUND("Azure's default outbound access"),
    /** Not one of Azure's: an HTTP proxy that has a way out. */
    PROXY("an HTTP proxy"),
    NONE("none");

    private final String words;

    WayOut(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
