// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import io.cloister.request.AccessPoint;
import io.cloister.request.ClusterRequest.ApiServer;
import io.cloister.request.ClusterRequest.KubernetesRequest;
import io.cloister.request.Egress;
import io.cloister.request.NodePool;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that span several fields. Each skips what could not be read: that has its own violation already. */
final class RequestRules {

    private static final Set<Integer> CONTROL_PLANE_SIZES = Set.of(1, 3, 5);

    /** The security rules of sources are numbered from 300, those of the cloud controller from 500. */
    private static final int MOST_SOURCES = 200;

    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,3})\\.\\d{1,3}");

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

    /**
     * Cloister's worker stands outside of the cluster's own new network, so a private API server is of use only where others are let in.
     * The ranges of peered networks are not known before Azure is asked, and all of them may be more than was meant.
     */
    void allowedSources(ApiServer apiServer) {
        int sources = apiServer.allowedSources().size();
        if (apiServer.accessPoints().contains(AccessPoint.PRIVATE) && !root.given("/apiServer/allowedSources/0")) {
            root.violation(
                    "apiServer.allowedSources",
                    "is missing: the private API server would be closed to Cloister's worker and to its users; name their"
                            + " ranges, such as the peered hub's 10.0.0.0/16");
        }
        if (sources > MOST_SOURCES) {
            root.violation(
                    "apiServer.allowedSources",
                    "are " + sources + ": at most " + MOST_SOURCES
                            + " fit between Cloister's own rules and those of Services");
        }
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

    void version(String version) {
        Matcher parts = VERSION.matcher(String.valueOf(version));
        if (parts.matches() && !KubernetesRequest.isKnown(Integer.parseInt(parts.group(1)))) {
            root.violation(
                    "kubernetes.version",
                    "'" + version + "' must be from 1." + KubernetesRequest.OLDEST_MINOR + " to 1."
                            + KubernetesRequest.NEWEST_MINOR + ": of these the Azure cloud provider is known");
        }
    }

    private static boolean isControlPlane(NodePool pool) {
        return pool.role() == NodePool.Role.CONTROL_PLANE;
    }
}
