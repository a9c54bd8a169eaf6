// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.step.CreateNetworkSecurityGroup.SecurityRule;
import io.cloister.request.AccessPoint;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * What the security groups let through: the API server from the allowed sources, the proxy from the nodes, the cluster's own traffic, Azure's
 * probes; everything else from the (peered) virtual network is denied, and SSH is closed.
 */
final class SecurityRules {

    private final ClusterRequest request;

    SecurityRules(ClusterRequest request) {
        this.request = request;
    }

    /** A public API server for which no sources are named. */
    static boolean isOpenToEverybody(ClusterRequest request) {
        return request.apiServer().allowedSources().isEmpty()
                && request.apiServer().accessPoints().contains(AccessPoint.PUBLIC);
    }

    List<SecurityRule> controlPlane() {
        List<SecurityRule> rules = new ArrayList<>(common());
        int priority = 300;
        for (Cidr source : request.apiServer().allowedSources()) {
            rules.add(allow("api-server-" + priority, priority++, "Tcp", source.value(), ClusterNames.API_PORT + ""));
        }
        if (isOpenToEverybody(request)) {
            rules.add(allow("api-server", priority, "Tcp", "Internet", ClusterNames.API_PORT + ""));
        }
        return rules;
    }

    List<SecurityRule> workers() {
        return common();
    }

    List<SecurityRule> proxy() {
        String port = ClusterNames.PROXY_PORT + "";
        return List.of(
                allow(
                        "proxy-from-control-plane",
                        200,
                        "Tcp",
                        request.network().controlPlane().value(),
                        port),
                allow(
                        "proxy-from-workers",
                        210,
                        "Tcp",
                        request.network().workers().value(),
                        port),
                denyRest());
    }

    private List<SecurityRule> common() {
        return List.of(
                new SecurityRule("no-ssh", 100, "Inbound", "Deny", "Tcp", "*", "*", "22"),
                allow("cluster", 200, "*", request.network().cidr().value(), "*"),
                allow("azure-probes", 210, "*", "AzureLoadBalancer", "*"),
                denyRest());
    }

    private static SecurityRule allow(String name, int priority, String protocol, String source, String port) {
        return new SecurityRule(name, priority, "Inbound", "Allow", protocol, source, "*", port);
    }

    /** Lowest of all priorities: the cloud controller puts its own rules for Services at 500 and above. */
    private static SecurityRule denyRest() {
        return new SecurityRule("nothing-else", 4096, "Inbound", "Deny", "*", "*", "*", "*");
    }
}
