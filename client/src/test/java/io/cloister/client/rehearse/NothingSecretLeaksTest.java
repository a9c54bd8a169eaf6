// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activities.vault.connection.VaultConnection;
import io.cloister.activities.vault.connection.VaultSettings;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.client.RequestFile;
import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.rehearse.control.CaFile;
import io.cloister.client.rehearse.control.FaultInPlan;
import io.cloister.client.rehearse.control.SandboxControl;
import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.Phase;
import io.cloister.plan.StepId;
import io.cloister.plan.making.Planner;
import io.cloister.temporal.Payloads;
import io.cloister.temporal.TaskQueues;
import io.cloister.temporal.WorkflowIds;
import io.cloister.worker.RunningWorker;
import io.cloister.worker.WorkerAssembly;
import io.cloister.worker.wiring.ProductionActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Creates the example's cluster, and one that fails and is undone, and searches everything that is kept or sent for the secrets that came to be on the way. */
class NothingSecretLeaksTest {

    private static final Path EXAMPLE = Path.of("../examples/private-cluster.yaml");
    /** What every private key in PEM begins with, in clear and in base64 at each of its three alignments. */
    private static final List<String> PRIVATE_KEY =
            List.of("PRIVATE KEY", "UFJJVkFURSBLRV", "SVZBVEUgS0VZ", "UklWQVRFIEtFW");

    private static final Pattern KUBECONFIG_TOKEN = Pattern.compile("token: \"?([^\"\\s]+)");

    @Test
    void keepsSecretsOutOfHistoriesLogsAndRequests() throws IOException, InterruptedException {
        searchARunThatEnds(Phase.READY, control -> {});
    }

    @Test
    void keepsSecretsOutOfARunThatFailsAtItsLastStepAndIsUndone() throws IOException, InterruptedException {
        searchARunThatEnds(
                Phase.FAILED,
                control -> FaultInPlan.set(
                        control,
                        Planner.plan(
                                RequestFile.read(EXAMPLE), UUID.randomUUID().toString()),
                        StepId.of("verify-private")));
    }

    private static void searchARunThatEnds(Phase end, Consumer<SandboxControl> before)
            throws IOException, InterruptedException {
        ListAppender<ILoggingEvent> logs = recordLogs();
        try (RehearsalSandbox sandbox = FastSandbox.start();
                TemporalConnection temporal =
                        new RehearsalTemporal(Map.of(), new PrintWriter(new StringWriter())).open();
                RunningWorker worker = WorkerAssembly.start(
                        temporal.client(), new ProductionActivities().activities(sandbox.environment()))) {
            assertThat(worker.isRunning()).isTrue();
            before.accept(new SandboxControl(sandbox.controlUri(), CaFile.trust(sandbox.environment())));
            ClusterWorkflow cluster = start(temporal.client());
            List<String> secrets = secrets(sandbox.environment(), cluster);
            Set<String> customData = new LinkedHashSet<>();
            await(
                    () -> {
                        customData.addAll(customData(sandbox));
                        return cluster.progress().phase() == end;
                    },
                    cluster);

            String kept =
                    histories(temporal.client()) + cluster.progress() + requests(sandbox) + customData + logs(logs);

            assertThat(secrets)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(7));
            assertThat(kept).contains("cloister-bootstrap", "demo-control-plane");
            assertThat(secrets)
                    .allSatisfy(secret -> assertThat(kept.contains(secret)).isFalse());
            assertThat(PRIVATE_KEY)
                    .allSatisfy(marker -> assertThat(kept.contains(marker)).isFalse());
        } finally {
            ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(logs);
        }
    }

    private static ClusterWorkflow start(WorkflowClient client) {
        ClusterWorkflow cluster = client.newWorkflowStub(
                ClusterWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.cluster("demo"))
                        .setTaskQueue(TaskQueues.CLUSTERS)
                        .build());
        WorkflowClient.start(cluster::live, RequestFile.read(EXAMPLE));
        return cluster;
    }

    private static void await(BooleanSupplier condition, ClusterWorkflow cluster) {
        Instant deadline = Instant.now().plusSeconds(90);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("phase is %s", cluster.progress().phase())
                    .isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** Taken as soon as the first node has published them: an undo takes them away again. */
    private static List<String> secrets(Map<String, String> environment, ClusterWorkflow cluster) {
        List<String> secrets =
                new ArrayList<>(List.of(environment.get("VAULT_TOKEN"), environment.get("AZURE_CLIENT_SECRET")));
        try (VaultConnection vault = new VaultConnection(
                VaultSettings.fromEnvironment(environment), PrivateNetwork.fromEnvironment(environment))) {
            VaultStore store = vault.store();
            String prefix = "secret/data/cloister/demo/";
            await(() -> store.readSecret(prefix + "kubeconfig").isPresent(), cluster);
            secrets.add(store.readSecret(prefix + "proxy").orElseThrow().get("password"));
            secrets.add(store.readSecret(prefix + "join").orElseThrow().get("token"));
            Map<String, String> pki =
                    store.readSecret(prefix + "control-plane/pki").orElseThrow();
            List<String> keys =
                    pki.keySet().stream().filter(name -> name.endsWith(".key")).toList();
            assertThat(keys).isNotEmpty();
            // a PEM's lines, as it is broken by whoever quotes it
            keys.forEach(name -> pki.get(name)
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(secrets::add));
            String kubeconfig =
                    store.readSecret(prefix + "kubeconfig").orElseThrow().get("kubeconfig");
            KUBECONFIG_TOKEN.matcher(kubeconfig).results().forEach(match -> secrets.add(match.group(1)));
        }
        return secrets;
    }

    private static String histories(WorkflowClient client) {
        return client.fetchHistory(WorkflowIds.cluster("demo")).getHistory().toString()
                + client.fetchHistory(WorkflowIds.execution("demo", "create")).getHistory();
    }

    /** Bodies of requests to Azure; the custom data in them is not written down. */
    private static String requests(RehearsalSandbox sandbox) {
        StringBuilder sent = new StringBuilder();
        for (JsonNode request : ask(sandbox, "/sandbox/requests").path("value")) {
            // the worker's own log-in with Entra carries its secret, as it must
            if (!request.path("path").asText().endsWith("/oauth2/v2.0/token")) {
                sent.append(request.path("body").asText());
            }
        }
        return sent.toString();
    }

    /** Of the machines that are there now, in clear. */
    private static List<String> customData(RehearsalSandbox sandbox) {
        return ask(sandbox, "/sandbox/snapshot").findValuesAsText("customData").stream()
                .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
                .toList();
    }

    private static JsonNode ask(RehearsalSandbox sandbox, String route) {
        HttpClient http = HttpClient.newBuilder()
                .sslContext(CaFile.trust(sandbox.environment()))
                .build();
        URI uri = sandbox.controlUri().resolve(route);
        try {
            return Payloads.mapper()
                    .readTree(http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("the sandbox does not answer", e);
        }
    }

    private static ListAppender<ILoggingEvent> recordLogs() {
        ListAppender<ILoggingEvent> recorder = new ListAppender<>();
        recorder.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(recorder);
        return recorder;
    }

    private static String logs(ListAppender<ILoggingEvent> recorder) {
        StringBuilder text = new StringBuilder();
        List.copyOf(recorder.list)
                .forEach(event -> text.append(event.getFormattedMessage()).append('\n'));
        return text.toString();
    }
}
