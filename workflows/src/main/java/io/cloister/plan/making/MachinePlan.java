// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.CreateNetworkInterface;
import io.cloister.plan.step.CreateScaleSet;
import io.cloister.plan.step.CreateVirtualMachine;
import io.cloister.plan.step.Machine;
import io.cloister.plan.step.NodeConfig;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NodePool;
import java.util.ArrayList;
import java.util.List;

/**
 * The machines' steps. Scale sets do not wait for each other or for the proxy: nodes poll for what they lack. They come after their role's
 * access to Vault so that undo takes that away only when no machine is left to use it, and after the Services' balancers, which a cloud
 * controller that still runs on the control plane would make again.
 */
record MachinePlan(
        List<StepId> controlPlane,
        List<StepId> workers,
        List<ResourceId> controlPlaneSets,
        List<ResourceId> workerSets) {

    static MachinePlan add(
            StepGraph graph, ClusterRequest request, ClusterNames names, NetworkPlan network, AccessPlan access) {
        if (request.egress() instanceof Egress.ManagedProxy proxy) {
            proxy(graph, request, names, network, access, proxy);
        }
        MachinePlan fleet = new MachinePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (NodePool pool : request.nodePools()) {
            boolean controlPlane = pool.role() == NodePool.Role.CONTROL_PLANE;
            String role = controlPlane ? "control-plane" : "worker";
            AzureResource scaleSet = names.resource("Microsoft.Compute/virtualMachineScaleSets", pool.name());
            CreateScaleSet step = new CreateScaleSet(
                    scaleSet,
                    machine(request, names, role, pool.name(), pool.size(), pool.osDiskGiB()),
                    pool.count(),
                    pool.zones(),
                    names.subnet(controlPlane ? "control-plane" : "workers"),
                    controlPlane ? network.controlPlanePools() : network.workerPools());
            List<StepId> after = new ArrayList<>(
                    List.of(network.network(), access.vaultAccess().get(role)));
            after.addAll(network.serviceBalancers());
            if (controlPlane) {
                after.addAll(network.apiBalancers());
            }
            StepId id = graph.add("scale-set-" + pool.name(), step, after);
            (controlPlane ? fleet.controlPlane : fleet.workers).add(id);
            (controlPlane ? fleet.controlPlaneSets : fleet.workerSets).add(scaleSet.id());
        }
        return fleet;
    }

    private static void proxy(
            StepGraph graph,
            ClusterRequest request,
            ClusterNames names,
            NetworkPlan network,
            AccessPlan access,
            Egress.ManagedProxy proxy) {
        AzureResource nic = names.resource("Microsoft.Network/networkInterfaces", "proxy-nic");
        StepId nicStep = graph.add(
                "proxy-network-interface",
                new CreateNetworkInterface(nic, names.subnet("proxy"), names.proxyAddress()),
                network.network());
        AzureResource vm = names.resource("Microsoft.Compute/virtualMachines", "proxy");
        Machine machine = machine(request, names, "proxy", "proxy", proxy.size(), 64);
        graph.add(
                "proxy",
                new CreateVirtualMachine(vm, nic.id(), machine),
                nicStep,
                access.vaultAccess().get("proxy"));
    }

    private static Machine machine(
            ClusterRequest request, ClusterNames names, String role, String pool, String size, int osDiskGiB) {
        NodeConfig node = new NodeConfig(
                names.cluster(),
                role,
                pool,
                request.vault().address(),
                request.vault().authMount(),
                names.vaultRole(role),
                request.vault().audience(),
                names.secretsPath());
        return new Machine(
                size, request.azure().image(), osDiskGiB, names.identity(role).id(), node);
    }
}
