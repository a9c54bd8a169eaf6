// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.observe.Phase;
import io.cloister.request.Examples;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Records anew what {@link ReplayTest} replays: {@code mvn -pl workflows test -Dtest=HistoryRecorderTest -DrecordHistories}. Only for a
 * change of the workflows that may break runs under way, which is any before the first release; afterwards old histories stay, and
 * {@code Workflow.getVersion} keeps them replayable.
 */
@EnabledIfSystemProperty(named = "recordHistories", matches = ".*")
class HistoryRecorderTest {

    private final FakeWorld world = new FakeWorld();

    @Test
    void recordsAClusterThatIsCreatedAndDeleted() throws IOException {
        try (ClusterEnvironment temporal = new ClusterEnvironment(world)) {
            ClusterWorkflow cluster = temporal.cluster();
            WorkflowClient.start(cluster::live, Examples.request());
            temporal.awaitPhase(cluster, Phase.READY);
            cluster.delete();
            WorkflowStub.fromTyped(cluster).getResult(Void.class);

            record(temporal, ClusterEnvironment.CLUSTER_ID, "cluster-created-and-deleted");
            record(temporal, WorkflowIds.execution("demo", "create"), "plan-created");
            record(temporal, WorkflowIds.execution("demo", "delete"), "plan-deleted");
        }
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void recordsAClusterThatFailsAndIsUndone() throws IOException {
        world.failAt("demo-memory");
        try (ClusterEnvironment temporal = new ClusterEnvironment(world)) {
            ClusterWorkflow cluster = temporal.cluster();
            WorkflowClient.start(cluster::live, Examples.request());
            try {
                WorkflowStub.fromTyped(cluster).getResult(Void.class);
                throw new AssertionError("the workflow did not fail");
            } catch (WorkflowFailedException expected) {
                record(temporal, ClusterEnvironment.CLUSTER_ID, "cluster-failed");
                record(temporal, WorkflowIds.execution("demo", "create"), "plan-undone");
            }
        }
        assertThat(world.existing()).isEmpty();
    }

    private static void record(ClusterEnvironment temporal, String workflowId, String name) throws IOException {
        String json = temporal.client().fetchHistory(workflowId).toJson(true);
        Files.writeString(ReplayTest.HISTORIES.resolve(name + ".json"), json + "\n");
    }
}
