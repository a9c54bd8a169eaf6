// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.AccessPoint;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest.KubernetesRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest;
import io.cloister.request.NetworkRequest.Peering;
import io.cloister.request.NodePool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules that tie addresses together. Each skips what could not be read: that has its own violation already. */
final class NetworkRules {

    private static final int SMALLEST_SUBNET = 29;
    private static final int KEPT_BY_AZURE = 5;
    /** The range for pods that each node gets. */
    private static final int NODES_RANGE = 24;

    private final Section root;

    NetworkRules(Section root) {
        this.root = root;
    }

    void proxySubnet(Egress egress) {
        if (egress instanceof Egress.ManagedProxy && !root.given("/network/subnets/proxy")) {
            root.violation(
                    "network.subnets.proxy",
                    "is missing: the managed proxy needs a subnet of its own, such as 10.20.4.0/28");
        }
    }

    /** Azure allows one peering between two networks. */
    void peerings(List<Peering> peerings) {
        Map<String, Integer> names = new LinkedHashMap<>();
        Map<String, String> networks = new LinkedHashMap<>();
        for (int i = 0; i < peerings.size(); i++) {
            Peering peering = peerings.get(i);
            String path = "network.peerings[" + i + "]";
            Integer namesake = peering.name() == null ? null : names.putIfAbsent(peering.name(), i);
            if (namesake != null) {
                root.violation(
                        path + ".name",
                        "'" + peering.name() + "' is the name of network.peerings[" + namesake + "] too");
            }
            String other = peering.remoteVirtualNetwork() == null
                    ? null
                    : networks.putIfAbsent(
                            peering.remoteVirtualNetwork().toLowerCase(Locale.ROOT), String.valueOf(peering.name()));
            if (other != null) {
                root.violation(
                        path + ".remoteVirtualNetwork",
                        "is the network of '" + other + "' too: one peering joins two networks");
            }
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
            if (range.prefix() > SMALLEST_SUBNET) {
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

    /**
     * Each subnet must hold its nodes and the frontends of its load balancers; that of the workers one Service more, which is the proof
     * of the webhook.
     */
    void room(NetworkRequest network, List<AccessPoint> cluster, List<AccessPoint> apiServer, List<NodePool> pools) {
        Map<String, Integer> controlPlane = new LinkedHashMap<>();
        controlPlane.put("nodes", nodes(pools, NodePool.Role.CONTROL_PLANE));
        if (apiServer.contains(AccessPoint.PRIVATE)) {
            controlPlane.put("the API server's frontend", 1);
        }
        room("network.subnets.controlPlane", network.controlPlane(), controlPlane);
        Map<String, Integer> workers = new LinkedHashMap<>();
        workers.put("nodes", nodes(pools, NodePool.Role.WORKER));
        if (cluster.contains(AccessPoint.PRIVATE)) {
            workers.put("the Services' frontend", 1);
            workers.put("one Service", 1);
        }
        room("network.subnets.workers", network.workers(), workers);
    }

    private void room(String path, Cidr subnet, Map<String, Integer> wanted) {
        int needed = wanted.values().stream().mapToInt(Integer::intValue).sum();
        if (subnet == null || subnet.prefix() > SMALLEST_SUBNET || free(subnet.prefix()) >= needed) {
            return;
        }
        int prefix = subnet.prefix();
        while (free(prefix) < needed) {
            prefix--;
        }
        root.violation(
                path,
                subnet + " leaves " + free(subnet.prefix()) + " addresses, as Azure keeps five: " + needed
                        + " are needed ("
                        + wanted.entrySet().stream()
                                .map(use -> use.getKey().equals("nodes") ? use.getValue() + " nodes" : use.getKey())
                                .collect(Collectors.joining(", "))
                        + "); choose a /" + prefix + " or larger");
    }

    private static long free(int prefix) {
        return (1L << (32 - prefix)) - KEPT_BY_AZURE;
    }

    /** Source of the limits: kube-controller-manager's {@code --node-cidr-mask-size}, kube-apiserver's and kubeadm's checks. */
    void clusterRoom(KubernetesRequest kubernetes, List<NodePool> pools) {
        Cidr services = kubernetes.serviceCidr();
        if (services != null && (services.prefix() < 12 || services.prefix() > 28)) {
            root.violation("kubernetes.serviceCidr", services + " must be from /12 to /28");
        }
        Cidr pods = kubernetes.podCidr();
        int nodes = pools.stream().mapToInt(NodePool::count).sum();
        if (pods == null || room(pods.prefix()) >= nodes) {
            return;
        }
        int prefix = NODES_RANGE;
        while (room(prefix) < nodes) {
            prefix--;
        }
        root.violation(
                "kubernetes.podCidr",
                pods + " has room for " + room(pods.prefix()) + " nodes, a /" + NODES_RANGE + " each, and " + nodes
                        + " are asked for: choose a /" + prefix + " or larger");
    }

    private static long room(int prefix) {
        return prefix > NODES_RANGE ? 0 : 1L << (NODES_RANGE - prefix);
    }

    private static int nodes(List<NodePool> pools, NodePool.Role role) {
        return pools.stream()
                .filter(pool -> pool.role() == role)
                .mapToInt(NodePool::count)
                .sum();
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
