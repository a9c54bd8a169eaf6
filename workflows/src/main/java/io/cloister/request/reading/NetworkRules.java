// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest.KubernetesRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest;
import io.cloister.request.NetworkRequest.Peering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules that tie addresses together. Each skips what could not be read: that has its own violation already. */
final class NetworkRules {

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
