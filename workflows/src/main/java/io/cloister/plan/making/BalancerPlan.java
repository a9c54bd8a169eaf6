// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.CreateLoadBalancer;
import io.cloister.plan.step.CreateLoadBalancer.Frontend;
import io.cloister.plan.step.CreateLoadBalancer.Rule;
import io.cloister.plan.step.CreatePublicIp;
import io.cloister.request.AccessPoint;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The load balancers' steps: the API server's own, and those that the cloud controller will find for Services. */
final class BalancerPlan {

    private static final Rule API_RULE = new Rule("api-server", ClusterNames.API_PORT);

    private final StepGraph graph;
    private final ClusterRequest request;
    private final ClusterNames names;
    private final StepId network;
    private final List<ResourceId> publicIps = new ArrayList<>();
    private final List<StepId> apiBalancers = new ArrayList<>();
    private final List<StepId> serviceBalancers = new ArrayList<>();
    private final List<ResourceId> controlPlanePools = new ArrayList<>();
    private final List<ResourceId> workerPools = new ArrayList<>();

    BalancerPlan(StepGraph graph, ClusterRequest request, ClusterNames names, StepId network) {
        this.graph = graph;
        this.request = request;
        this.names = names;
        this.network = network;
    }

    NetworkPlan add(StepId virtualNetwork, List<StepId> peerings) {
        boolean outbound = request.egress() instanceof Egress.LoadBalancer;
        if (names.apiServerIsPrivate()) {
            Frontend frontend = inside("api-server", "control-plane", names.apiServerAddress());
            add("load-balancer-api", "api", frontend, "control-plane", Optional.of(API_RULE), false, network, true);
        }
        if (request.apiServer().accessPoints().contains(AccessPoint.PUBLIC)) {
            StepId address = publicIp("public-ip-api", "api-ip");
            add(
                    "load-balancer-api-public",
                    "api-public",
                    outside("api-server"),
                    "control-plane",
                    Optional.of(API_RULE),
                    outbound,
                    address,
                    true);
        }
        if (request.accessPoints().contains(AccessPoint.PRIVATE)) {
            Frontend frontend = inside("permanent", "workers", names.servicesAddress());
            add(
                    "load-balancer-services",
                    "internal",
                    frontend,
                    names.cluster(),
                    Optional.empty(),
                    false,
                    network,
                    false);
        }
        if (request.accessPoints().contains(AccessPoint.PUBLIC)) {
            StepId address = publicIp("public-ip-services", "services-ip");
            add(
                    "load-balancer-services-public",
                    "",
                    outside("permanent"),
                    names.cluster(),
                    Optional.empty(),
                    outbound,
                    address,
                    false);
        }
        return new NetworkPlan(
                virtualNetwork, peerings, apiBalancers, serviceBalancers, controlPlanePools, workerPools, publicIps);
    }

    private StepId publicIp(String id, String suffix) {
        AzureResource address = names.resource("Microsoft.Network/publicIPAddresses", suffix);
        publicIps.add(address.id());
        return graph.add(id, new CreatePublicIp(address, suffix.equals("api-ip") ? names.dnsLabel() : ""));
    }

    private Frontend inside(String name, String subnet, String address) {
        return new Frontend(name, Optional.of(names.subnet(subnet)), Optional.of(address), Optional.empty(), zones());
    }

    /** A frontend is where the machines behind it are: in their zones, or in none where the region or its pools have none. */
    private List<String> zones() {
        return request.nodePools().stream()
                .flatMap(pool -> pool.zones().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Frontend outside(String name) {
        ResourceId address = publicIps.get(publicIps.size() - 1);
        return new Frontend(name, Optional.empty(), Optional.empty(), Optional.of(address), List.of());
    }

    private void add(
            String id,
            String suffix,
            Frontend frontend,
            String pool,
            Optional<Rule> rule,
            boolean outbound,
            StepId after,
            boolean api) {
        AzureResource balancer = names.resource("Microsoft.Network/loadBalancers", suffix);
        CreateLoadBalancer step = new CreateLoadBalancer(balancer, frontend, pool, rule, outbound);
        StepId planned = graph.add(id, step, after);
        (api ? apiBalancers : serviceBalancers).add(planned);
        (api ? controlPlanePools : workerPools).add(step.poolId());
    }
}
