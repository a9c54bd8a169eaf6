// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Controller;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.cluster.controller.SecretData;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;
import io.cloister.sandbox.kubernetes.ServiceEndpoints;
import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the Deployment {@code cloister-webhook}: starts the real program with the files its pod would mount. */
final class WebhookWorkload implements Controller, ServiceEndpoints, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookWorkload.class);
    private static final String NAMESPACE = "cloister-system";
    private static final String NAME = "cloister-webhook";
    private static final ResourcePath DEPLOYMENT = Paths.deployment(NAMESPACE, NAME);
    private static final Duration START = Duration.ofSeconds(6);

    /** Pods of different nodes talk through the pod network's tunnel (VXLAN, as Flannel makes it). */
    private static final int TUNNEL = 8472;

    private final ObjectStore store;
    private final SandboxClock clock;
    private final Cluster.Surroundings around;
    private final Map<String, Member> members;
    private final Path folder;
    private Instant startedAt;
    private String waitedFor;
    private WebhookProgram.Running running;

    WebhookWorkload(ObjectStore store, Cluster.Surroundings around, Map<String, Member> members) {
        this.store = store;
        this.clock = around.clock();
        this.around = around;
        this.members = members;
        try {
            this.folder = Files.createTempDirectory("cloister-webhook");
        } catch (IOException e) {
            throw new IllegalStateException("cannot make a folder for the webhook's files: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void reconcile() {
        Optional<ObjectNode> deployment = store.get(DEPLOYMENT);
        if (deployment.isEmpty()) {
            stop();
            return;
        }
        boolean mounted = mount();
        Optional<Member> worker = worker();
        if (worker.isEmpty() || !mounted) {
            return;
        }
        if (startedAt == null) {
            startedAt = clock.now();
            waitedFor = OperationLog.node(worker.get().hostName(), "ready");
        }
        if (running == null && !clock.now().isBefore(startedAt.plus(clock.scaled(START)))) {
            start();
        }
        if (running != null) {
            int wanted = deployment.get().at("/spec/replicas").asInt(1);
            store.change(DEPLOYMENT, object -> Workloads.available(object, wanted, wanted));
        }
    }

    @Override
    public synchronized int loopbackPort(String namespace, String service, int port) throws IOException {
        if (!namespace.equals(NAMESPACE)
                || !service.equals(NAME)
                || store.get(Paths.service(namespace, service)).isEmpty()
                || running == null) {
            throw new IOException("no endpoints available for service \"" + service + "\" in namespace " + namespace);
        }
        Member to = worker().orElseThrow(() -> new IOException("no worker is ready to run " + service));
        Member from = members.values().stream()
                .filter(Member::controlPlane)
                .findFirst()
                .orElseThrow(() -> new IOException("no control plane is left"));
        Verdict verdict = around.network().judge(new Flow(from.address(), to.address(), TUNNEL, Flow.Protocol.Udp));
        if (!verdict.allowed()) {
            throw new IOException("context deadline exceeded: " + verdict.reason());
        }
        return running.port();
    }

    @Override
    public synchronized void close() {
        stop();
    }

    private Optional<Member> worker() {
        return members.values().stream()
                .filter(member -> !member.controlPlane())
                .filter(member -> store.get(Paths.node(member.hostName()))
                        .map(Nodes::isReady)
                        .orElse(false))
                .findFirst();
    }

    private boolean mount() {
        Optional<ObjectNode> tls = store.get(Paths.secret(NAMESPACE, NAME + "-tls"));
        Optional<String> rules = store.get(Paths.configMap(NAMESPACE, NAME + "-rules"))
                .map(map -> map.at("/data/rules.yaml").asText());
        Optional<String> certificate = tls.flatMap(secret -> SecretData.of(secret, "tls.crt"));
        Optional<String> key = tls.flatMap(secret -> SecretData.of(secret, "tls.key"));
        if (rules.isEmpty() || certificate.isEmpty() || key.isEmpty()) {
            return false;
        }
        write("tls.crt", certificate.get());
        write("tls.key", key.get());
        write("rules.yaml", rules.get());
        return true;
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file) || !Files.readString(file).equals(text)) {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write the webhook's " + name + ": " + e.getMessage(), e);
        }
    }

    private void start() {
        try {
            running = around.webhook()
                    .start(folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("rules.yaml"));
            around.log()
                    .add(new OperationLog.Entry(
                            OperationLog.workload(NAME), "workload", startedAt, clock.now(), Set.of(waitedFor), true));
        } catch (IOException | RuntimeException e) {
            startedAt = clock.now();
            LOG.warn("the webhook does not start and will be tried again: {}", e.getMessage());
        }
    }

    private void stop() {
        startedAt = null;
        if (running != null) {
            running.close();
            running = null;
        }
    }
}
