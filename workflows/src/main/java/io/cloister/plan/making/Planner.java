// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.egress.MachineGroup;
import io.cloister.egress.WayOut;
import io.cloister.egress.WayOuts;
import io.cloister.plan.Ownership;
import io.cloister.plan.Plan;
import io.cloister.plan.PlanRefused;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.Violation;
import io.cloister.temporal.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a request into its plan: stateless, deterministic for a plan id, no I/O. The order in which chapters are added is the order of their
 * dependencies; a step waits only for what it really needs.
 */
public final class Planner {

    private Planner() {}

    /** @throws PlanRefused where machines would have no way out */
    public static Plan plan(ClusterRequest request, String planId) {
        Ownership ownership = new Ownership(request.name().value(), planId);
        ClusterNames names = new ClusterNames(request, ownership);
        Optional<String> proxyUrl = proxyUrl(request, names);
        List<MachineGroup> machines = new WayOuts(request, proxyUrl).groups();
        refuseWithoutWayOut(machines);

        StepGraph graph = new StepGraph();
        NetworkPlan network = NetworkPlan.add(graph, request, names);
        AccessPlan access = AccessPlan.add(graph, request, names, ownership, proxyUrl);
        MachinePlan fleet = MachinePlan.add(graph, request, names, network, access);
        ClusterPlan.add(graph, request, names, ownership, network, access, fleet);

        return new Plan(
                ownership,
                request.azure().subscription(),
                request.azure().resourceGroup(),
                request.azure().location(),
                names.apiServerAddress(),
                graph.steps(),
                machines,
                warnings(request, machines));
    }

    private static Optional<String> proxyUrl(ClusterRequest request, ClusterNames names) {
        return request.egress().accept(new Egress.Visitor<>() {
            @Override
            public Optional<String> managedProxy(Egress.ManagedProxy proxy) {
                return Optional.of("http://" + names.proxyAddress() + ":" + ClusterNames.PROXY_PORT);
            }

            @Override
            public Optional<String> existingProxy(Egress.ExistingProxy proxy) {
                return Optional.of(proxy.url());
            }

            @Override
            public Optional<String> firewall(Egress.Firewall firewall) {
                return Optional.empty();
            }

            @Override
            public Optional<String> loadBalancer(Egress.LoadBalancer loadBalancer) {
                return Optional.empty();
            }
        });
    }

    private static void refuseWithoutWayOut(List<MachineGroup> machines) {
        List<Violation> closed = machines.stream()
                .filter(group -> group.wayOut() == WayOut.NONE)
                .map(group -> new Violation(
                        "egress",
                        "the machines of '" + group.name() + "' would have no way out (" + FailureTypes.EGRESS_NONE
                                + "): " + group.why() + "; choose a proxy or a firewall"))
                .toList();
        if (!closed.isEmpty()) {
            throw new PlanRefused(closed);
        }
    }

    private static List<String> warnings(ClusterRequest request, List<MachineGroup> machines) {
        List<String> warnings = new ArrayList<>(ClusterPlan.warnings(request));
        machines.stream()
                .filter(group -> group.wayOut() == WayOut.DEFAULT_OUTBOUND)
                .map(
                        group -> "'" + group.name()
                                + "' goes out by Azure's default outbound access: its public address belongs to"
                                + " nobody, changes without notice, and policy may forbid it; a firewall's route is the lasting way")
                .forEach(warnings::add);
        if (SecurityRules.isOpenToEverybody(request)) {
            warnings.add("the API server is open to the whole internet: apiServer.allowedSources narrows that");
        }
        return warnings;
    }
}
