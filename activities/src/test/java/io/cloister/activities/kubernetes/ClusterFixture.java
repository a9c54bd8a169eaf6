// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.PausedClock;
import io.cloister.activities.kubernetes.webhook.WebhookImage;
import io.cloister.activities.kubernetes.webhook.WebhookObjects;
import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activity.KubernetesActivities;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.request.AnnotationRule;
import io.cloister.temporal.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A worker's activities for one cluster, whose API server and Vault a test plays. */
abstract class ClusterFixture {

    static final String SECRETS = "secret/data/cloister/demo";
    static final AnnotationRule RULE =
            new AnnotationRule("internal", Map.of("app", "web"), Map.of("a.example/internal", "true"), false);

    final FakeVault vault = new FakeVault();
    final PausedClock clock = new PausedClock();
    final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    FakeApiServer cluster;
    KubernetesAccess access;
    KubernetesActivities activities;

    @BeforeEach
    final void start() throws IOException {
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

    /** While an activity pauses, the next thing happens. */
    private void pause(Duration duration) {
        clock.advance(duration);
        Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run);
    }

    void publishKubeconfig() {
        vault.put(SECRETS + "/kubeconfig", Map.of("kubeconfig", cluster.kubeconfig()));
    }

    static ApplicationFailure failure(ThrowingCallable call) {
        return (ApplicationFailure)
                catchThrowableOfType(ActivityFailure.class, call).getCause();
    }
}
