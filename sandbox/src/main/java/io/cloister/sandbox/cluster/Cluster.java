// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.cloud.AzureAccess;
import io.cloister.sandbox.cluster.cloud.CloudController;
import io.cloister.sandbox.cluster.controller.Controller;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.kubernetes.ApiServer;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running cluster: one API server on loopback, which answers at the private address of each control-plane member. */
public final class Cluster implements AutoCloseable {

    public static final int API_PORT = 6443;

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** Controllers watch, and so react at once: a look this often, in real time, is near enough, and costs little. */
    private static final Duration GLANCE = Duration.ofMillis(40);

    /**
     * What a cluster needs of the world around it.
     *
     * @param faults puts what is set to go wrong before the API server
     */
    public record Surroundings(
            SandboxClock clock,
            PrivateNetwork network,
            WebhookProgram webhook,
            OperationLog log,
            UnaryOperator<Function<ArmRequest, ArmResponse>> faults) {}

    /** @param apiServerAddress the private address in the kubeconfig */
    public record Identity(String name, String version, String apiServerName, String apiServerAddress) {}

    private final Identity identity;
    private final Surroundings around;
    private final SandboxCa authority;
    private final String adminToken;
    private final String leader;
    private final ObjectStore store;
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Nodes nodes;
    private final WebhookWorkload webhook;
    private final List<Controller> controllers;
    private final HttpsFront front;

    private Cluster(Identity identity, String leader, SandboxCa authority, String adminToken, Surroundings around) {
        this.identity = identity;
        this.leader = leader;
        this.around = around;
        this.authority = authority;
        this.adminToken = adminToken;
        this.store = new ObjectStore(around.clock());
        this.nodes = new Nodes(store, around.clock(), identity.version(), members);
        this.webhook = new WebhookWorkload(store, around, members);
        this.controllers =
                List.of(nodes, new Workloads(store), webhook, new CloudController(store, around.clock(), this::azure));
        ApiServer server = new ApiServer(store, identity.version(), adminToken, webhook);
        Function<ArmRequest, ArmResponse> handler = around.faults().apply(server::handle);
        this.front = HttpsFront.start(
                0,
                authority,
                List.of(identity.apiServerName(), identity.apiServerAddress(), "localhost", "127.0.0.1"),
                handler);
    }

    public static Cluster start(Identity identity, String leader, Surroundings around) {
        Cluster cluster = new Cluster(
                identity,
                leader,
                SandboxCa.create("kubernetes " + identity.name()),
                UUID.randomUUID().toString(),
                around);
        cluster.beat();
        return cluster;
    }

    /** All of it but its machines themselves, keys and tokens included. */
    public ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        saved.put("name", identity.name())
                .put("version", identity.version())
                .put("apiServerName", identity.apiServerName())
                .put("apiServerAddress", identity.apiServerAddress())
                .put("leader", leader)
                .put("authority", authority.withKey())
                .put("adminToken", adminToken);
        new TreeSet<>(members.keySet()).forEach(saved.putArray("members")::add);
        saved.set("store", store.save());
        return saved;
    }

    /** The cluster that {@link #save} gave; its machines are awaited. */
    public static Cluster restore(JsonNode saved, Surroundings around) {
        Cluster cluster = new Cluster(
                new Identity(
                        saved.path("name").asText(),
                        saved.path("version").asText(),
                        saved.path("apiServerName").asText(),
                        saved.path("apiServerAddress").asText()),
                saved.path("leader").asText(),
                SandboxCa.of(saved.path("authority").asText()),
                saved.path("adminToken").asText(),
                around);
        cluster.store.restore(saved.path("store"));
        saved.path("members").forEach(member -> cluster.awaited.add(member.asText()));
        cluster.beat();
        return cluster;
    }

    /** Whether this machine was a member when the cluster was kept, and has not come back yet. */
    public boolean awaits(String hostName) {
        return awaited.contains(hostName);
    }

    /** Host name of the machine that founded it. */
    public String leader() {
        return leader;
    }

    /** What signs for the cluster: a secret that control-plane nodes share. */
    public String caKey() {
        return authority.key();
    }

    public String caPem() {
        return authority.pem();
    }

    public boolean isClosed() {
        return closed.get();
    }

    public void join(Member member) {
        awaited.remove(member.hostName());
        members.put(member.hostName(), member);
        nodes.register(member);
        if (member.controlPlane()) {
            around.network().listeners().open(member.address(), API_PORT, front.port());
        }
    }

    /** A machine is gone; with the last of the control plane the API server goes too. */
    public void leave(String hostName) {
        awaited.remove(hostName);
        Member gone = members.remove(hostName);
        if (gone == null) {
            return;
        }
        around.network().listeners().closeAll(gone.address());
        if (members.values().stream().noneMatch(Member::controlPlane)) {
            close();
        }
    }

    /** Empty while the node is not ready. */
    public Optional<Readiness> readiness(String hostName) {
        return nodes.readiness(hostName);
    }

    public String kubeconfig() {
        String ca = Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.UTF_8));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: %1$s
                  cluster:
                    server: https://%2$s:%3$d
                    certificate-authority-data: %4$s
                users:
                - name: %1$s-admin
                  user:
                    token: %5$s
                contexts:
                - name: %1$s
                  context:
                    cluster: %1$s
                    user: %1$s-admin
                current-context: %1$s
                """.formatted(identity.name(), identity.apiServerAddress(), API_PORT, ca, adminToken);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            webhook.close();
            front.close();
        }
    }

    /** In the clock's time; never more than a second of it. */
    private Duration glance() {
        Duration second = Duration.ofSeconds(1);
        double glances = (double) around.clock().scaled(second).toNanos() / GLANCE.toNanos();
        return glances > 1 ? Duration.ofNanos((long) (second.toNanos() / glances)) : second;
    }

    private void beat() {
        if (closed.get()) {
            return;
        }
        for (Controller controller : controllers) {
            try {
                controller.reconcile();
            } catch (RuntimeException e) {
                LOG.warn("a controller of cluster {} failed and goes on", identity.name(), e);
            }
        }
        around.clock().after(glance(), this::beat);
    }

    /** As the cloud controller reaches it, which runs on a machine of the control plane. */
    private Optional<AzureAccess> azure(Optional<URI> proxy) {
        return members.values().stream()
                .filter(Member::controlPlane)
                .findFirst()
                .map(member -> member.azure().apply(proxy));
    }
}
