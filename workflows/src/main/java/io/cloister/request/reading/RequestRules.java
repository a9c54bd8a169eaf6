// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.AccessPoint;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest.KubernetesRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest;
import io.cloister.request.NodePool;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules that span several fields. Each skips what could not be read: that has its own violation already. */
final class RequestRules {

    private static final Set<Integer> CONTROL_PLANE_SIZES = Set.of(1, 3, 5);

    private final Section root;

    RequestRules(Section root) {
        this.root = root;
    }

    void accessPoints(List<AccessPoint> cluster, List<AccessPoint> apiServer, Egress egress) {
        for (AccessPoint point : apiServer) {
            if (!cluster.contains(point)) {
                String name = point.name().toLowerCase(Locale.ROOT);
                root.violation(
                        "apiServer.accessPoints",
                        "'" + name
                                + "' is not among accessPoints: add it there, or reach the API server through another");
            }
        }
        if (egress instanceof Egress.LoadBalancer && !cluster.contains(AccessPoint.PUBLIC)) {
            root.violation(
                    "egress.loadBalancer",
                    "needs the public access point: behind an internal Standard load balancer there is no way out");
        }
    }

    void ranges(NetworkRequest network, KubernetesRequest kubernetes) {
        Map<String, Cidr> subnets = new LinkedHashMap<>();
        put(subnets, "network.subnets.controlPlane", network.controlPlane());
        put(subnets, "network.subnets.workers", network.workers());
        put(subnets, "network.subnets.proxy", network.proxy().orElse(null));
        subnets.forEach((path, range) -> {
            if (network.cidr() != null && !network.cidr().contains(range)) {
                root.violation(path, range + " is not inside network.cidr " + network.cidr());
            }
            if (range.prefix() > 29) {
                root.violation(
                        path,
                        range + " is too small: Azure allows /29 at the smallest, and keeps five addresses of it");
            }
        });
        disjoint(subnets);
        Map<String, Cidr> clusterRanges = new LinkedHashMap<>();
        put(clusterRanges, "network.cidr", network.cidr());
        put(clusterRanges, "kubernetes.podCidr", kubernetes.podCidr());
        put(clusterRanges, "kubernetes.serviceCidr", kubernetes.serviceCidr());
        disjoint(clusterRanges);
    }

    void pools(List<NodePool> pools) {
        long controlPlanes = pools.stream().filter(RequestRules::isControlPlane).count();
        if (!pools.isEmpty() && controlPlanes != 1) {
            root.violation("nodePools", "needs exactly one pool of role control-plane, not " + controlPlanes);
        }
        if (!pools.isEmpty() && controlPlanes == pools.size()) {
            root.violation("nodePools", "needs at least one pool of role worker");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < pools.size(); i++) {
            NodePool pool = pools.get(i);
            if (!names.add(pool.name())) {
                root.violation("nodePools[" + i + "].name", "'" + pool.name() + "' is the name of another pool too");
            }
            if (isControlPlane(pool) && !CONTROL_PLANE_SIZES.contains(pool.count())) {
                root.violation(
                        "nodePools[" + i + "].count",
                        "'" + pool.count()
                                + "' must be 1, 3 or 5: etcd needs an odd number of members to keep a majority");
            }
        }
    }

    private static boolean isControlPlane(NodePool pool) {
        return pool.role() == NodePool.Role.CONTROL_PLANE;
    }

    private static void put(Map<String, Cidr> ranges, String path, Cidr range) {
        if (range != null) {
            ranges.put(path, range);
        }
    }

    private void disjoint(Map<String, Cidr> ranges) {
        List<Map.Entry<String, Cidr>> list = List.copyOf(ranges.entrySet());
        for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); j++) {
                Map.Entry<String, Cidr> left = list.get(i);
                Map.Entry<String, Cidr> right = list.get(j);
                if (left.getValue().overlaps(right.getValue())) {
                    root.violation(
                            right.getKey(),
                            right.getValue() + " overlaps " + left.getKey() + " " + left.getValue()
                                    + ": choose another range");
                }
            }
        }
    }
}
