// SPDX-License-Identifier: Apache-2.0
package io.cloister.egress;

import io.cloister.request.AccessPoint;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way out of every group of machines of a request, with the reason in words. */
public final class WayOuts {

    private final ClusterRequest request;
    private final Optional<String> proxyUrl;

    /** @param proxyUrl of the proxy that nodes use, managed or existing */
    public WayOuts(ClusterRequest request, Optional<String> proxyUrl) {
        this.request = request;
        this.proxyUrl = proxyUrl;
    }

    public List<MachineGroup> groups() {
        List<MachineGroup> groups = new ArrayList<>();
        Outbound proxy = proxyOutbound();
        for (NodePool pool : request.nodePools()) {
            groups.add(nodes(pool, proxy));
        }
        if (request.egress() instanceof Egress.ManagedProxy) {
            groups.add(new MachineGroup("proxy", "proxy", proxy.wayOut(), why(proxy)));
        }
        return List.copyOf(groups);
    }

    /** The rule for subnets: only the proxy's asks for default outbound access, and only where it is its way out. */
    public static boolean defaultOutboundAccess(ClusterRequest request, String subnet) {
        return subnet.equals("proxy")
                && request.egress() instanceof Egress.ManagedProxy proxy
                && proxy.nextHop().isEmpty();
    }

    private MachineGroup nodes(NodePool pool, Outbound proxy) {
        boolean controlPlane = pool.role() == NodePool.Role.CONTROL_PLANE;
        String subnet = controlPlane ? "control-plane" : "workers";
        boolean publicPool = controlPlane
                ? request.apiServer().accessPoints().contains(AccessPoint.PUBLIC)
                : request.accessPoints().contains(AccessPoint.PUBLIC);
        Outbound own = new Outbound(
                request.egress() instanceof Egress.Firewall,
                false,
                false,
                request.egress() instanceof Egress.LoadBalancer && publicPool,
                false,
                true,
                false,
                false);
        if (own.wayOut() == WayOut.NONE && proxyUrl.isPresent()) {
            WayOut way = request.egress() instanceof Egress.ManagedProxy && proxy.wayOut() == WayOut.NONE
                    ? WayOut.NONE
                    : WayOut.PROXY;
            return new MachineGroup(
                    pool.name(), subnet, way, "through " + proxyUrl.get() + "; none of its own: " + own.closedBy());
        }
        return new MachineGroup(pool.name(), subnet, own.wayOut(), why(own));
    }

    private Outbound proxyOutbound() {
        boolean route = request.egress() instanceof Egress.ManagedProxy proxy
                && proxy.nextHop().isPresent();
        return new Outbound(route, false, false, false, false, false, false, defaultOutboundAccess(request, "proxy"));
    }

    private String why(Outbound outbound) {
        return switch (outbound.wayOut()) {
            case ROUTE_TABLE -> "its subnet's route table sends 0.0.0.0/0 to a virtual appliance";
            case OUTBOUND_RULE -> "an outbound rule of the public load balancer";
            case DEFAULT_OUTBOUND -> "its subnet has defaultOutboundAccess: true, and it is in no load balancer's pool";
            case NONE -> outbound.closedBy();
            default -> outbound.wayOut().words();
        };
    }
}
