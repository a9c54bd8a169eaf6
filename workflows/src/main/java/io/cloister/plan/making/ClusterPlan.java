// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.plan.StepId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallAddOns.CloudConfig;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.plan.step.VerifyPrivate;
import io.cloister.request.AccessPoint;
import io.cloister.request.ClusterRequest;
import io.cloister.request.NodePool;
import java.util.ArrayList;
import java.util.List;

/** The steps inside the cluster: API server, add-ons, nodes, the webhook and its proof, and the last look at what is really there. */
final class ClusterPlan {

    private ClusterPlan() {}

    static void add(
            StepGraph graph,
            ClusterRequest request,
            ClusterNames names,
            Ownership ownership,
            NetworkPlan network,
            AccessPlan access,
            MachinePlan fleet) {
        KubernetesAccess cluster = new KubernetesAccess(
                names.cluster(),
                "https://" + names.apiServerAddress() + ":" + ClusterNames.API_PORT,
                names.secretsPath());
        StepId apiServer = graph.add(
                "api-server",
                new AwaitApiServer(cluster, fleet.controlPlaneSets()),
                union(fleet.controlPlane(), network.peerings()));
        CloudConfig cloudConfig = new CloudConfig(
                request.azure().subscription(),
                request.azure().resourceGroup(),
                request.azure().location(),
                names.network().id().name(),
                "workers",
                names.resource("Microsoft.Network/networkSecurityGroups", "workers")
                        .id()
                        .name(),
                names.identity("control-plane").id(),
                names.network().tags());
        StepId addOns = graph.add(
                "add-ons",
                new InstallAddOns(
                        cluster,
                        request.kubernetes().version(),
                        request.kubernetes().podCidr().value(),
                        cloudConfig),
                union(List.of(apiServer), access.roleAssignments()));
        StepId firstWorker = graph.add("first-worker", new AwaitNodes(cluster, fleet.workerSets(), 1), addOns);
        List<StepId> proved = new ArrayList<>();
        if (!request.serviceAnnotations().isEmpty()) {
            StepId webhook =
                    graph.add("webhook", new InstallWebhook(cluster, request.serviceAnnotations()), firstWorker);
            if (request.accessPoints().contains(AccessPoint.PRIVATE)) {
                ProvePrivateService proof = new ProvePrivateService(
                        cluster,
                        request.serviceAnnotations().get(0),
                        request.network().cidr().value());
                proved.add(graph.add("service-proof", proof, union(List.of(webhook), network.serviceBalancers())));
            } else {
                proved.add(webhook);
            }
        }
        List<ResourceId> all = new ArrayList<>(fleet.controlPlaneSets());
        all.addAll(fleet.workerSets());
        int nodes = request.nodePools().stream().mapToInt(NodePool::count).sum();
        StepId allNodes =
                graph.add("all-nodes", new AwaitNodes(cluster, all, nodes), union(List.of(addOns), fleet.workers()));
        graph.add(
                "verify-private",
                new VerifyPrivate(
                        ownership,
                        request.azure().subscription(),
                        request.azure().resourceGroup(),
                        network.publicIps()),
                union(List.of(allNodes), proved));
    }

    private static List<StepId> union(List<StepId> left, List<StepId> right) {
        List<StepId> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
