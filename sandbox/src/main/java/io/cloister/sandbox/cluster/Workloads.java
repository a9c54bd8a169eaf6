// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Controller;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;

/** Status of Deployments and DaemonSets: those in kube-system run on any node, others where a worker is ready. */
final class Workloads implements Controller {

    private final ObjectStore store;

    Workloads(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void reconcile() {
        long nodes = store.list(Paths.NODES).size();
        long ready = store.list(Paths.NODES).stream().filter(Nodes::isReady).count();
        for (ObjectNode deployment : store.list(Paths.deployment(Paths.SYSTEM, ""))) {
            int wanted = deployment.at("/spec/replicas").asInt(1);
            store.change(
                    Paths.deployment(Paths.SYSTEM, name(deployment)),
                    object -> available(object, wanted, ready > 0 ? wanted : 0));
        }
        for (ObjectNode daemonSet : store.list(Paths.daemonSet("", ""))) {
            ResourcePath path =
                    Paths.daemonSet(daemonSet.at("/metadata/namespace").asText(), name(daemonSet));
            store.change(
                    path,
                    object -> object.withObject("/status")
                            .put("desiredNumberScheduled", nodes)
                            .put("currentNumberScheduled", nodes)
                            .put("numberAvailable", ready)
                            .put("numberReady", ready));
        }
    }

    static void available(ObjectNode deployment, int wanted, int available) {
        ObjectNode status = deployment.withObject("/status");
        status.put("replicas", wanted).put("updatedReplicas", wanted);
        status.put("readyReplicas", available).put("availableReplicas", available);
        status.put("observedGeneration", deployment.at("/metadata/generation").asLong(1));
        status.putArray("conditions")
                .addObject()
                .put("type", "Available")
                .put("status", available >= wanted ? "True" : "False");
    }

    private static String name(ObjectNode object) {
        return object.at("/metadata/name").asText();
    }
}
