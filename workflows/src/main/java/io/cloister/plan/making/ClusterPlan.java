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
import io.cloister.request.AnnotationRule;
import io.cloister.request.ClusterRequest;
import io.cloister.request.NodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps inside the cluster: API server, add-ons, nodes, the webhook and its proof, and the last look at what is really there. */
final class ClusterPlan {

    /** Source: cloud-provider-azure, "LoadBalancer annotations". */
    private static final String INTERNAL = "service.beta.kubernetes.io/azure-load-balancer-internal";

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
            Optional<AnnotationRule> internal = internalRule(request);
            if (request.accessPoints().contains(AccessPoint.PRIVATE) && internal.isPresent()) {
                ProvePrivateService proof = new ProvePrivateService(
                        cluster, internal.get(), request.network().cidr().value());
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

    /** What a person should know of Services before the cluster exists. */
    static List<String> warnings(ClusterRequest request) {
        if (!request.accessPoints().contains(AccessPoint.PRIVATE)
                || internalRule(request).isPresent()) {
            return List.of();
        }
        return List.of(
                "no rule of serviceAnnotations sets " + INTERNAL + ": \"true\", so a LoadBalancer Service asks for a"
                        + " public address unless its author sets it, and no Service is proved to be private");
    }

    /** The rule that makes Services private: other rules may add what they like, and prove nothing. */
    private static Optional<AnnotationRule> internalRule(ClusterRequest request) {
        return request.serviceAnnotations().stream()
                .filter(rule -> "true".equals(rule.annotations().get(INTERNAL)))
                .findFirst();
    }

    private static List<StepId> union(List<StepId> left, List<StepId> right) {
        List<StepId> all = new ArrayList<>(left);
        all.addAll(right);
        return all;
    }
}
