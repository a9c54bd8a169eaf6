// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.egress.WayOuts;
import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.CreateNetworkSecurityGroup;
import io.cloister.plan.step.CreateNetworkSecurityGroup.SecurityRule;
import io.cloister.plan.step.CreatePeering;
import io.cloister.plan.step.CreateRouteTable;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.plan.step.CreateVirtualNetwork.Subnet;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NetworkRequest.Peering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The network's steps: security groups, route table, virtual network, peerings, public IPs, load balancers. */
record NetworkPlan(
        StepId network,
        List<StepId> peerings,
        List<StepId> apiBalancers,
        List<StepId> serviceBalancers,
        List<ResourceId> controlPlanePools,
        List<ResourceId> workerPools,
        List<ResourceId> publicIps) {

    static NetworkPlan add(StepGraph graph, ClusterRequest request, ClusterNames names) {
        List<StepId> before = new ArrayList<>();
        List<Subnet> subnets = new ArrayList<>();
        Optional<ResourceId> routeTable = routeTable(graph, request, names, before);
        SecurityRules rules = new SecurityRules(request);
        subnet(graph, request, names, "control-plane", rules.controlPlane(), routeTable, before, subnets);
        subnet(graph, request, names, "workers", rules.workers(), routeTable, before, subnets);
        if (request.egress() instanceof Egress.ManagedProxy) {
            subnet(graph, request, names, "proxy", rules.proxy(), routeTable, before, subnets);
        }
        AzureResource vnet = names.network();
        StepId network = graph.add(
                "virtual-network",
                new CreateVirtualNetwork(vnet, request.network().cidr().value(), subnets),
                before);
        List<StepId> peerings = new ArrayList<>();
        for (Peering peering : request.network().peerings()) {
            ResourceId remote = new ResourceId(peering.remoteVirtualNetwork());
            String name = names.peering(peering.name());
            peerings.add(half(graph, "peering-" + peering.name() + "-out", name, vnet.id(), remote, network));
            peerings.add(half(graph, "peering-" + peering.name() + "-in", name, remote, vnet.id(), network));
        }
        return new BalancerPlan(graph, request, names, network).add(network, peerings);
    }

    private static void subnet(
            StepGraph graph,
            ClusterRequest request,
            ClusterNames names,
            String name,
            List<SecurityRule> rules,
            Optional<ResourceId> routeTable,
            List<StepId> before,
            List<Subnet> subnets) {
        AzureResource group = names.resource("Microsoft.Network/networkSecurityGroups", name);
        before.add(graph.add("security-group-" + name, new CreateNetworkSecurityGroup(group, rules)));
        boolean proxyRoute = request.egress() instanceof Egress.ManagedProxy;
        subnets.add(new Subnet(
                name,
                range(request, name).value(),
                group.id(),
                // a managed proxy's route is its own way out, not the nodes'
                proxyRoute && !name.equals("proxy") ? Optional.empty() : routeTable,
                WayOuts.defaultOutboundAccess(request, name)));
    }

    private static Cidr range(ClusterRequest request, String subnet) {
        return switch (subnet) {
            case "control-plane" -> request.network().controlPlane();
            case "workers" -> request.network().workers();
            default -> request.network().proxy().orElseThrow();
        };
    }

    private static Optional<ResourceId> routeTable(
            StepGraph graph, ClusterRequest request, ClusterNames names, List<StepId> before) {
        Optional<String> nextHop = Optional.empty();
        if (request.egress() instanceof Egress.Firewall firewall) {
            nextHop = Optional.of(firewall.nextHop());
        } else if (request.egress() instanceof Egress.ManagedProxy proxy) {
            nextHop = proxy.nextHop();
        }
        return nextHop.map(hop -> {
            AzureResource table = names.resource("Microsoft.Network/routeTables", "routes");
            before.add(graph.add("route-table", new CreateRouteTable(table, hop)));
            return table.id();
        });
    }

    private static StepId half(
            StepGraph graph, String id, String name, ResourceId network, ResourceId remote, StepId after) {
        ResourceId peering = network.child("virtualNetworkPeerings", name);
        return graph.add(id, new CreatePeering(peering, network, remote), after);
    }
}
