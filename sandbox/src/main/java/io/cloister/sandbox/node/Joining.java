// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.Cluster;
import io.cloister.sandbox.cluster.Member;
import io.cloister.sandbox.cluster.Readiness;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.Verdict;
import io.cloister.sandbox.node.machine.Egress;
import io.cloister.sandbox.node.machine.Machine;
import io.cloister.sandbox.node.machine.NodeAzureAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A node with its software: it founds the cluster, or joins the one that another has founded. */
record Joining(
        Machine machine,
        NodeConfig config,
        Settings settings,
        World world,
        Phases phases,
        NodeStart start,
        Egress egress,
        Map<String, Cluster> clusters,
        String address) {

    private static final Duration INIT = Duration.ofSeconds(30);
    private static final Duration JOIN = Duration.ofSeconds(12);
    private static final String LEADER = "control-plane/leader";

    void run() throws InterruptedException {
        Cluster cluster = config.isControlPlane() && leads() ? found() : join();
        start.report("ready", "the node has joined as " + machine.hostName());
        Readiness readiness = start.until(() -> cluster.readiness(machine.hostName()));
        String before = cluster.leader().equals(machine.hostName()) ? "init" : "join";
        phases.done("ready", readiness.networkStart(), readiness.ready(), Set.of(phases.target(before)));
    }

    /** Whether it is a member already that was switched off together with its cluster. */
    boolean isReboot() {
        Cluster cluster = clusters.get(key());
        return cluster != null && cluster.awaits(machine.hostName());
    }

    void rejoin() {
        clusters.get(key()).join(member());
        start.report("ready", "the node is back as " + machine.hostName());
    }

    /** By compare-and-set; a second look at the holder covers a lost answer to the first write. */
    private boolean leads() throws InterruptedException {
        return start.until(() -> {
            ObjectNode claim = object().put("holder", machine.hostName());
            claim.put("claimedAt", phases.now().toString());
            if (start.vault().create(LEADER, claim)) {
                return Optional.of(true);
            }
            return start.vault()
                    .read(LEADER)
                    .map(found -> found.path("holder").asText().equals(machine.hostName()));
        });
    }

    private Cluster found() throws InterruptedException {
        start.report("joining", "founding the cluster");
        phases.work("init", INIT, Set.of(phases.target("packages")));
        Cluster.Identity identity = new Cluster.Identity(
                config.cluster(), settings.kubernetesVersion(), settings.apiServerName(), settings.apiServerAddress());
        Cluster cluster = Cluster.start(identity, machine.hostName(), world.surroundings());
        clusters.put(key(), cluster);
        cluster.join(member());
        String token = UUID.randomUUID().toString().replace("-", "");
        publish(
                "control-plane/pki",
                object().put("ca.crt", cluster.caPem())
                        .put("ca.key", cluster.caKey())
                        .put("sa.key", UUID.randomUUID().toString()));
        publish(
                "join",
                object().put("token", token.substring(0, 6) + "." + token.substring(6, 22))
                        .put("caCertificate", cluster.caPem())
                        .put("caCertHash", "sha256:" + hash(cluster.caPem())));
        publish("kubeconfig", object().put("kubeconfig", cluster.kubeconfig()));
        return cluster;
    }

    private Cluster join() throws InterruptedException {
        start.report("waiting-for-control-plane", "waiting for the first control-plane node");
        start.until(() -> start.vault().read("join"));
        Cluster cluster = start.until(this::reach);
        start.report("joining", "joining through " + settings.apiServerAddress());
        phases.work("join", JOIN, Set.of(phases.target("packages"), OperationLog.node(cluster.leader(), "init")));
        cluster.join(member());
        return cluster;
    }

    /** Joins only the cluster whose authority the join secret pins, as kubeadm's discovery does. */
    private Optional<Cluster> reach() throws IOException {
        Verdict verdict = world.network().judge(new Flow(address, settings.apiServerAddress(), Cluster.API_PORT));
        if (!verdict.allowed()) {
            start.report("waiting-for-control-plane", "the API server cannot be reached: " + verdict.reason());
            return Optional.empty();
        }
        Optional<String> pinned = start.vault()
                .read("join")
                .map(secret -> secret.path("caCertHash").asText());
        return Optional.ofNullable(clusters.get(key()))
                .filter(cluster -> pinned.isPresent() && pinned.get().equals("sha256:" + hash(cluster.caPem())));
    }

    private Member member() {
        Map<String, String> labels = new LinkedHashMap<>(settings.labels(config.pool()));
        labels.put("cloister.io/pool", config.pool());
        return new Member(
                machine.hostName(),
                address,
                config.isControlPlane(),
                "azure://" + machine.id(),
                machine.zone(),
                labels,
                settings.taints(config.pool()),
                proxy -> new NodeAzureAccess(egress.told(proxy), start.identity(), config.identity(), world.arm()));
    }

    private void publish(String path, ObjectNode data) throws InterruptedException {
        start.until(() -> {
            start.vault().write(path, data);
            return Optional.of(true);
        });
    }

    /** Two clusters may share a name, but not a place in Vault. */
    private String key() {
        return config.secrets();
    }

    private static String hash(String pem) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
