// SPDX-License-Identifier: Apache-2.0
package io.cloister.egress;

/**
 * What decides how a VM's packets leave Azure.
 *
 * @param routeToAppliance a route of 0.0.0.0/0 to a virtual appliance or gateway
 * @param implicitSnat in the pool of a public rule that does not disable SNAT
 * @param inStandardPool in any backend pool of a Standard load balancer, internal or public
 * @param flexible in a Flexible scale set, which never has default outbound access
 */
public record Outbound(
        boolean routeToAppliance,
        boolean natGateway,
        boolean instancePublicIp,
        boolean outboundRule,
        boolean implicitSnat,
        boolean inStandardPool,
        boolean flexible,
        boolean defaultOutboundAccess) {

    /** The effective way out by Azure's precedence (load-balancer-outbound-connections, nat-overview; 2026-04). */
    public WayOut wayOut() {
        if (routeToAppliance) {
            return WayOut.ROUTE_TABLE;
        }
        if (natGateway) {
            return WayOut.NAT_GATEWAY;
        }
        if (instancePublicIp) {
            return WayOut.INSTANCE_PUBLIC_IP;
        }
        if (outboundRule) {
            return WayOut.OUTBOUND_RULE;
        }
        if (implicitSnat) {
            return WayOut.IMPLICIT_SNAT;
        }
        return closedBy().isEmpty() ? WayOut.DEFAULT_OUTBOUND : WayOut.NONE;
    }

    /** Which rule closes default outbound access; empty where none does. */
    public String closedBy() {
        if (inStandardPool) {
            return "it is in a pool of a Standard load balancer, which closes default outbound access";
        }
        if (flexible) {
            return "machines of a Flexible scale set have no default outbound access";
        }
        return defaultOutboundAccess ? "" : "its subnet has defaultOutboundAccess: false";
    }
}
