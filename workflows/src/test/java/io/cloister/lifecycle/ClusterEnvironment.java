// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.observe.Phase;
import io.cloister.observe.SearchAttributes;
import io.cloister.provision.ExecutePlanWorkflowImpl;
import io.cloister.temporal.Payloads;
import io.cloister.temporal.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** A Temporal in memory with the cluster's workflows, and a world for their activities. */
final class ClusterEnvironment implements AutoCloseable {

    static final String CLUSTER_ID = "cluster-demo";

    /** In place of the process and host that Temporal would write into every history. */
    static final String IDENTITY = "cloister-test";

    private final TestWorkflowEnvironment temporal;
    private final Worker worker;

    ClusterEnvironment(FakeWorld world) {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .setIdentity(IDENTITY)
                        .build())
                .build());
        SearchAttributes.ALL.forEach(key -> temporal.registerSearchAttribute(key.getName(), key.getValueType()));
        worker = temporal.newWorker(TaskQueues.CLUSTERS);
        worker.registerWorkflowImplementationTypes(ClusterWorkflowImpl.class, ExecutePlanWorkflowImpl.class);
        worker.registerActivitiesImplementations(world);
        temporal.newWorker(TaskQueues.WAITS).registerActivitiesImplementations(world);
        temporal.start();
    }

    ClusterWorkflow cluster() {
        return client().newWorkflowStub(
                        ClusterWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(CLUSTER_ID)
                                .setTaskQueue(TaskQueues.CLUSTERS)
                                .build());
    }

    WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    Worker worker() {
        return worker;
    }

    void awaitPhase(ClusterWorkflow cluster, Phase phase) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (cluster.progress().phase() != phase) {
            assertThat(Instant.now())
                    .as("phase is %s", cluster.progress().phase())
                    .isBefore(deadline);
            temporal.sleep(Duration.ofSeconds(1));
        }
    }

    /** For what happens by itself, without Temporal's time passing. */
    void awaitThat(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        temporal.close();
    }
}
