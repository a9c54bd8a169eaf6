// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.observe.FailureView;
import io.cloister.observe.Phase;
import io.cloister.observe.UndoReport;
import io.cloister.provision.ExecutePlanWorkflow;
import io.cloister.request.Examples;
import io.cloister.temporal.FailureTypes;
import io.cloister.temporal.TaskQueues;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a cluster whose workflows are stopped from outside: by a deletion, a cancellation, or somebody's hand in the UI. */
class StoppedClusterTest {

    private static final String CREATION = WorkflowIds.execution("demo", "create");
    private static final String DELETION = WorkflowIds.execution("demo", "delete");

    private final FakeWorld world = new FakeWorld();
    private final ClusterEnvironment temporal = new ClusterEnvironment(world);
    private final ClusterWorkflow cluster = temporal.cluster();

    @AfterEach
    void stopTemporal() {
        temporal.close();
    }

    @Test
    void aDeletionStopsACreationAndUndoesIt() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("demo-memory");

        cluster.delete();
        temporal.awaitPhase(cluster, Phase.DELETING);
        release.countDown();

        ended();
        assertThat(cluster.progress().phase()).isEqualTo(Phase.DELETED);
        assertThat(cluster.progress().failure())
                .get()
                .extracting(FailureView::type, FailureView::message)
                .containsExactly(FailureTypes.CANCELLED, "the creation was stopped by a deletion");
        assertThat(world.calls).contains("delete demo-memory").doesNotContain("webhook");
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void aDeletionStopsAPreflight() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("preflight");

        cluster.delete();

        ended();
        release.countDown();
        assertThat(cluster.progress().phase()).isEqualTo(Phase.DELETED);
        assertThat(world.calls).isEmpty();
    }

    @Test
    void aStoppedCreationThatLeavesSomethingBehindWaitsForAnotherDeletion() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("demo-memory");
        world.refuseToDelete("demo-vnet");
        cluster.delete();
        temporal.awaitPhase(cluster, Phase.DELETING);
        release.countDown();
        temporal.awaitPhase(cluster, Phase.UNDO_INCOMPLETE);

        world.refuseToDelete("");
        cluster.delete();

        ended();
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void aCancelledCreationThatLeavesSomethingBehindIsNotForgotten() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("demo-memory");
        world.refuseToDelete("demo-vnet");

        WorkflowStub.fromTyped(cluster).cancel();
        temporal.awaitPhase(cluster, Phase.DELETING);
        release.countDown();

        temporal.awaitPhase(cluster, Phase.UNDO_INCOMPLETE);
        assertThat(cluster.progress().undo().orElseThrow().leftBehind())
                .extracting(UndoReport.LeftBehind::what)
                .contains("virtual-network");
    }

    @Test
    void aCancelledPreflightSaysSo() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("preflight");

        WorkflowStub.fromTyped(cluster).cancel();

        assertThatThrownBy(this::ended).hasCauseInstanceOf(CanceledFailure.class);
        release.countDown();
        assertThat(cluster.progress().failure())
                .contains(new FailureView("", FailureTypes.CANCELLED, "the creation was cancelled by a person"));
    }

    @Test
    void whatACreationMadeIsDeletedWhereItEndsWithoutAResult() throws InterruptedException {
        CountDownLatch release = startAndHoldAt("demo-memory");
        world.refuseToDelete("demo-vnet");
        temporal.client().newUntypedWorkflowStub(CREATION).cancel();
        release.countDown();
        temporal.awaitThat(() -> world.calls.contains("delete demo-vnet"));
        world.refuseToDelete("");

        assertThatThrownBy(this::ended)
                .isInstanceOf(WorkflowFailedException.class)
                .cause()
                .hasMessageContaining(CREATION + " was ended from outside");
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void aDeletionWithoutAResultIsDoneAgainWhenItIsAskedForAgain() throws InterruptedException {
        WorkflowClient.start(cluster::live, Examples.request());
        temporal.awaitPhase(cluster, Phase.READY);
        CountDownLatch release = world.holdAt("delete demo-memory");
        cluster.delete();
        world.awaitHeld();

        temporal.client().newUntypedWorkflowStub(DELETION).cancel();
        release.countDown();
        temporal.awaitPhase(cluster, Phase.UNDO_INCOMPLETE);

        assertThat(cluster.progress().undo().orElseThrow().leftBehind())
                .singleElement()
                .extracting(UndoReport.LeftBehind::why)
                .asString()
                .contains(DELETION, "delete it again");
        cluster.delete();
        ended();
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void nothingIsDeletedWhereACreationOfThatNameIsStillAtWork() {
        WorkflowOptions nobodys = WorkflowOptions.newBuilder()
                .setWorkflowId(CREATION)
                .setTaskQueue(TaskQueues.CLUSTERS + "-nobodys")
                .build();
        WorkflowClient.start(temporal.client().newWorkflowStub(ExecutePlanWorkflow.class, nobodys)::execute, null);
        WorkflowClient.start(cluster::live, Examples.request());

        assertThatThrownBy(this::ended).cause().hasMessageContaining("of an earlier cluster of this name");
        assertThat(world.calls).isEmpty();
    }

    private CountDownLatch startAndHoldAt(String what) throws InterruptedException {
        CountDownLatch release = world.holdAt(what);
        WorkflowClient.start(cluster::live, Examples.request());
        world.awaitHeld();
        return release;
    }

    private void ended() {
        WorkflowStub.fromTyped(cluster).getResult(Void.class);
    }
}
