// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Controller;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Node objects: tainted until the cloud node manager has looked at them, NotReady until there is a pod network. */
final class Nodes implements Controller {

    private static final String UNINITIALIZED = "node.cloudprovider.kubernetes.io/uninitialized";
    private static final Duration NETWORK_START = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final SandboxClock clock;
    private final String version;
    private final Map<String, Member> members;
    private final Map<String, Instant> networkSince = new ConcurrentHashMap<>();
    private final Map<String, Readiness> readiness = new ConcurrentHashMap<>();

    Nodes(ObjectStore store, SandboxClock clock, String version, Map<String, Member> members) {
        this.store = store;
        this.clock = clock;
        this.version = version;
        this.members = members;
    }

    /** What a kubelet does first. */
    void register(Member member) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("apiVersion", "v1").put("kind", "Node");
        ObjectNode labels =
                node.putObject("metadata").put("name", member.hostName()).putObject("labels");
        labels.put("kubernetes.io/hostname", member.hostName()).put("kubernetes.io/os", "linux");
        member.labels().forEach(labels::put);
        ArrayNode taints = node.putObject("spec").putArray("taints");
        taint(taints, UNINITIALIZED, "true", "NoSchedule");
        if (member.controlPlane()) {
            labels.put("node-role.kubernetes.io/control-plane", "");
            taint(taints, "node-role.kubernetes.io/control-plane", "", "NoSchedule");
        }
        member.taints().forEach(text -> {
            String[] effect = text.split(":", 2);
            String[] pair = effect[0].split("=", 2);
            taint(taints, pair[0], pair.length < 2 ? "" : pair[1], effect.length < 2 ? "NoSchedule" : effect[1]);
        });
        ObjectNode status = node.putObject("status");
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", member.address());
        addresses.addObject().put("type", "Hostname").put("address", member.hostName());
        status.putObject("nodeInfo").put("kubeletVersion", version).put("operatingSystem", "linux");
        condition(node, "False", "KubeletNotReady", "container runtime network not ready: cni plugin not initialized");
        forget(member.hostName());
        store.create(Paths.node(member.hostName()), node);
    }

    @Override
    public void reconcile() {
        boolean nodeManager =
                store.get(Paths.daemonSet(Paths.SYSTEM, "cloud-node-manager")).isPresent();
        boolean podNetwork =
                store.get(Paths.daemonSet(Paths.SYSTEM, "kube-flannel-ds")).isPresent();
        for (Member member : members.values()) {
            if (nodeManager) {
                store.change(Paths.node(member.hostName()), node -> initialize(node, member));
            }
            if (podNetwork) {
                Instant since = networkSince.computeIfAbsent(member.hostName(), name -> clock.now());
                if (!clock.now().isBefore(since.plus(clock.scaled(NETWORK_START)))) {
                    readiness.putIfAbsent(member.hostName(), new Readiness(since, clock.now()));
                    store.change(Paths.node(member.hostName()), this::makeReady);
                }
            }
        }
    }

    Optional<Readiness> readiness(String hostName) {
        return Optional.ofNullable(readiness.get(hostName));
    }

    static boolean isReady(JsonNode node) {
        return "True".equals(node.at("/status/conditions/0/status").asText());
    }

    void forget(String hostName) {
        networkSince.remove(hostName);
        readiness.remove(hostName);
        if (store.get(Paths.node(hostName)).isPresent()) {
            store.delete(Paths.node(hostName));
        }
    }

    private static void initialize(ObjectNode node, Member member) {
        Iterator<JsonNode> taints = node.at("/spec/taints").iterator();
        while (taints.hasNext()) {
            if (taints.next().path("key").asText().equals(UNINITIALIZED)) {
                taints.remove();
            }
        }
        node.withObject("/spec").put("providerID", member.providerId());
        node.withObject("/metadata").withObject("/labels").put("topology.kubernetes.io/zone", member.zone());
    }

    private void makeReady(ObjectNode node) {
        if (!isReady(node)) {
            condition(node, "True", "KubeletReady", "kubelet is posting ready status");
        }
    }

    private void condition(ObjectNode node, String status, String reason, String message) {
        String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
        node.withObject("/status")
                .putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", status)
                .put("reason", reason)
                .put("message", message)
                .put("lastHeartbeatTime", now)
                .put("lastTransitionTime", now);
    }

    private static void taint(ArrayNode taints, String key, String value, String effect) {
        ObjectNode taint = taints.addObject().put("key", key);
        if (!value.isEmpty()) {
            taint.put("value", value);
        }
        taint.put("effect", effect);
    }
}
