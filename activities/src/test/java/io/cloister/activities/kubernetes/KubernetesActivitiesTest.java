// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.PausedClock;
import io.cloister.activities.kubernetes.webhook.WebhookImage;
import io.cloister.activities.kubernetes.webhook.WebhookObjects;
import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activity.KubernetesActivities;
import io.cloister.observe.ServiceProof;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.plan.step.ProvePrivateService;
import io.cloister.request.AnnotationRule;
import io.cloister.temporal.FailureTypes;
import io.cloister.temporal.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesActivitiesTest {

    private static final String SECRETS = "secret/data/cloister/demo";
    private static final List<ResourceId> WORKERS =
            List.of(new ResourceId("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/x/demo-general"));
    private static final AnnotationRule RULE =
            new AnnotationRule("internal", Map.of("app", "web"), Map.of("a.example/internal", "true"), false);
    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String PROOF = SERVICES + "/cloister-proof";
    private static final String WEBHOOK = "/apis/apps/v1/namespaces/cloister-system/deployments/cloister-webhook";

    private final FakeVault vault = new FakeVault();
    private final PausedClock clock = new PausedClock();
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    private FakeApiServer cluster;
    private KubernetesAccess access;
    private KubernetesActivities activities;

    @BeforeEach
    void start() throws IOException {
        cluster = new FakeApiServer();
        access = new KubernetesAccess("demo", cluster.address(), SECRETS);
        temporal.registerActivitiesImplementations(new KubernetesActivitiesImpl(
                new ClusterConnections(vault.store(), new PrivateNetwork(Optional.empty(), Optional.empty())),
                vault.store(),
                null,
                new WebhookObjects(
                        new WebhookImage(Optional.of("registry.example/webhook")), clock, new SecureRandom()),
                this::pause,
                clock));
        activities = temporal.newActivityStub(KubernetesActivities.class);
    }

    @AfterEach
    void stop() {
        temporal.close();
        cluster.close();
    }

    @Test
    void waitsForTheKubeconfigAndThenForAnApiServerThatIsReady() {
        cluster.refuseWith(500);
        meanwhile.add(this::publishKubeconfig);
        meanwhile.add(() -> cluster.refuseWith(0));

        activities.awaitApiServer(new AwaitApiServer(access, WORKERS));

        assertThat(meanwhile).isEmpty();
    }

    @Test
    void yieldsAfterAMinuteAndSaysWhatNodesReported() {
        vault.put(
                SECRETS + "/nodes/demo-general000001", Map.of("phase", "packages", "message", "the proxy answers 407"));

        ApplicationFailure failure = failure(() -> activities.awaitApiServer(new AwaitApiServer(access, WORKERS)));

        assertThat(failure.getType()).isEqualTo(FailureTypes.NODES_NOT_READY);
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.getOriginalMessage())
                .isEqualTo(
                        "the API server is not up; last reports: demo-general000001 packages (the proxy answers 407)");
        assertThat(clock.passed()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }

    @Test
    void countsReadyNodesOfTheRightScaleSetsOnly() {
        publishKubeconfig();
        node("demo-general000000", "True");
        node("demo-general000001", "False");
        node("demo-generally00000", "True");
        node("demo-memory000000", "True");

        assertThat(failure(() -> activities.awaitNodes(new AwaitNodes(access, WORKERS, 2)))
                        .getOriginalMessage())
                .startsWith("1 of 2 nodes are ready; no node of demo-general has reached Vault");

        meanwhile.add(() -> node("demo-general000001", "True"));
        activities.awaitNodes(new AwaitNodes(access, WORKERS, 2));
    }

    @Test
    void provesThatAServiceBecomesPrivateAndLeavesNoneBehind() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        meanwhile.add(() -> address("10.20.3.250"));
        meanwhile.add(() -> cluster.remove(PROOF));

        ServiceProof proof = prove();

        assertThat(proof).isEqualTo(new ServiceProof(RULE.annotations(), "10.20.3.250"));
        assertThat(cluster.changes())
                .containsExactly("POST " + SERVICES + "?dryRun=All", "POST " + SERVICES, "DELETE " + PROOF);
        assertThat(meanwhile).isEmpty();
    }

    @Test
    void makesNoServiceWhereTheWebhookAddsNothing() {
        publishKubeconfig();

        ApplicationFailure failure = failure(this::prove);

        assertThat(failure.getType()).isEqualTo(FailureTypes.SERVICE_NOT_PRIVATE);
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains("the webhook adds {} to a LoadBalancer Service");
        assertThat(cluster.changes()).containsExactly("POST " + SERVICES + "?dryRun=All");
    }

    @Test
    void takesAServiceWithAPublicAddressAwayBeforeItFails() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        meanwhile.add(() -> address("20.1.2.3"));
        meanwhile.add(() -> cluster.remove(PROOF));

        ApplicationFailure failure = failure(this::prove);

        assertThat(failure.getType()).isEqualTo(FailureTypes.SERVICE_NOT_PRIVATE);
        assertThat(failure.getOriginalMessage()).contains("the address 20.1.2.3, which is not in 10.20.0.0/16");
        assertThat(cluster.object(PROOF)).isNull();
    }

    @Test
    void passesOnWhatTheCloudControllerComplainsOf() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(
                "/api/v1/namespaces/default/events/one",
                "{kind: Event, apiVersion: v1, type: Warning, reason: SyncLoadBalancerFailed, message: no right,"
                        + " metadata: {name: one}, involvedObject: {name: cloister-proof}}");

        assertThat(failure(this::prove).getOriginalMessage())
                .isEqualTo("the Service cloister-proof has no address: SyncLoadBalancerFailed: no right");
    }

    @Test
    void goesOnWithTheServiceOfAnEarlierAttempt() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(PROOF, "{kind: Service, apiVersion: v1, metadata: {name: cloister-proof, namespace: default}}");
        address("10.20.3.250");
        meanwhile.add(() -> cluster.remove(PROOF));

        assertThat(prove().address()).isEqualTo("10.20.3.250");
        assertThat(cluster.changes()).doesNotContain("POST " + SERVICES);
    }

    @Test
    void makesItsOwnServiceOnceTheOneThatAnEarlierAttemptDeletesIsGone() {
        publishKubeconfig();
        cluster.annotateServices(RULE.annotations());
        cluster.put(
                PROOF,
                "{kind: Service, apiVersion: v1, metadata: {name: cloister-proof, namespace: default,"
                        + " deletionTimestamp: '2026-11-23T10:00:00Z'}}");
        meanwhile.add(() -> cluster.remove(PROOF));
        meanwhile.add(() -> address("10.20.3.251"));
        meanwhile.add(() -> cluster.remove(PROOF));

        assertThat(prove().address()).isEqualTo("10.20.3.251");
        assertThat(cluster.changes()).contains("POST " + SERVICES);
    }

    @Test
    void tellsTheApiServerOfTheWebhookOnlyOnceItRuns() {
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));

        assertThat(meanwhile).isEmpty();
        assertThat(cluster.changes())
                .extracting(change -> change.replaceAll("\\?.*", "").replaceAll(".*/", ""))
                .containsExactly(
                        "cloister-system",
                        "cloister-webhook-tls",
                        "cloister-webhook-rules",
                        "cloister-webhook",
                        "cloister-webhook",
                        "cloister-webhook",
                        "cloister-webhook");
        assertThat(cluster.changes().get(6)).contains("mutatingwebhookconfigurations");
    }

    @Test
    void spreadsTheWebhookAndLetsEvictionsTakeOneReplicaAtATime() {
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));

        assertThat(cluster.object(WEBHOOK).at("/spec/template/spec/topologySpreadConstraints"))
                .extracting(spread -> spread.path("topologyKey").asText() + " "
                        + spread.path("whenUnsatisfiable").asText())
                .containsExactly("kubernetes.io/hostname ScheduleAnyway", "topology.kubernetes.io/zone ScheduleAnyway");
        assertThat(cluster.object("/apis/policy/v1/namespaces/cloister-system/poddisruptionbudgets/cloister-webhook")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keepsTheWebhooksCertificateWhenItInstallsAgain() {
        String secret = "/api/v1/namespaces/cloister-system/secrets/cloister-webhook-tls";
        publishKubeconfig();
        meanwhile.add(() -> cluster.object(WEBHOOK).putObject("status").put("availableReplicas", 1));
        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        String first = cluster.object(secret).path("data").toString();

        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        assertThat(cluster.object(secret).path("data")).hasToString(first);

        clock.advance(Duration.ofDays(340));
        activities.installWebhook(new InstallWebhook(access, List.of(RULE)));
        assertThat(cluster.object(secret).path("data").toString()).isNotEqualTo(first);
    }

    @Test
    void tellsARefusalFromSilence() {
        publishKubeconfig();
        cluster.refuseWith(403);
        ApplicationFailure refused = failure(this::prove);
        assertThat(refused.getType()).isEqualTo(FailureTypes.KUBERNETES_REJECTED);
        assertThat(refused.isNonRetryable()).isTrue();
        assertThat(refused.getOriginalMessage()).endsWith("refuses with 403: refused in this test");

        cluster.refuseWith(503);
        ApplicationFailure busy = failure(this::prove);
        assertThat(busy.getType()).isEqualTo(FailureTypes.KUBERNETES_UNAVAILABLE);
        assertThat(busy.isNonRetryable()).isFalse();

        cluster.close();
        assertThat(failure(this::prove).getOriginalMessage())
                .contains("does not answer", "check the way to it (peering, security group, CLOISTER_PRIVATE_PROXY)");
    }

    private ServiceProof prove() {
        return activities.provePrivateService(new ProvePrivateService(access, RULE, "10.20.0.0/16"));
    }

    /** While an activity pauses, the next thing happens. */
    private void pause(Duration duration) {
        clock.advance(duration);
        Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
    }

    private void publishKubeconfig() {
        vault.put(SECRETS + "/kubeconfig", Map.of("kubeconfig", cluster.kubeconfig()));
    }

    private void node(String name, String ready) {
        cluster.put(
                "/api/v1/nodes/" + name,
                "{kind: Node, apiVersion: v1, metadata: {name: " + name + "}, status: {conditions: ["
                        + "{type: MemoryPressure, status: 'True'}, {type: Ready, status: '" + ready + "'}]}}");
    }

    private void address(String ip) {
        cluster.object(PROOF)
                .withObject("/status/loadBalancer")
                .putArray("ingress")
                .addObject()
                .put("ip", ip);
    }

    private static ApplicationFailure failure(ThrowingCallable call) {
        return (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, call).getCause();
    }
}
