// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.FailureView;
import io.cloister.observe.Phase;
import io.cloister.observe.UndoReport;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.Examples;
import io.cloister.temporal.FailureTypes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterWorkflowTest {

    private final FakeWorld world = new FakeWorld();
    private final ClusterEnvironment temporal = new ClusterEnvironment(world);
    private final ClusterWorkflow cluster = temporal.cluster();

    @AfterEach
    void stopTemporal() {
        temporal.close();
    }

    @Test
    void provisionsAndThenLivesUntilItIsDeleted() {
        WorkflowClient.start(cluster::live, Examples.request());
        awaitPhase(Phase.READY);
        assertThat(cluster.progress().proof()).isPresent();

        cluster.delete();

        WorkflowStub.fromTyped(cluster).getResult(Void.class);
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void startsNothingBeforeWhatItDependsOn() {
        WorkflowClient.start(cluster::live, Examples.request());
        awaitPhase(Phase.READY);

        assertThat(world.calls)
                .containsSubsequence("await demo-control-plane", "await demo-vnet", "create demo-api")
                .containsSubsequence("await demo-control-plane", "api server", "add-ons", "nodes 1", "webhook");
    }

    @Test
    void undoesEverythingInReverseOrderWhereAStepFails() {
        world.failAt("demo-memory");

        ClusterProgress end = failure();

        assertThat(end.phase()).isEqualTo(Phase.FAILED);
        assertThat(end.failure()).get().extracting(FailureView::step).isEqualTo("scale-set-memory");
        assertThat(end.undo()).get().extracting(UndoReport::leftBehind).isEqualTo(List.of());
        assertThat(world.existing()).isEmpty();
        assertThat(world.calls)
                .containsSubsequence(
                        "delete demo-memory", "delete demo-internal", "delete demo-vnet", "delete demo-workers");
    }

    @Test
    void staysAndWaitsForDeleteWhereSomethingIsLeftBehind() {
        world.failAt("demo-memory");
        world.refuseToDelete("demo-vnet");
        WorkflowClient.start(cluster::live, Examples.request());

        awaitPhase(Phase.UNDO_INCOMPLETE);

        assertThat(cluster.progress().undo().orElseThrow().leftBehind())
                .extracting(UndoReport.LeftBehind::what)
                .contains("virtual-network", "security-group-workers")
                .doesNotContain("scale-set-general");
    }

    @Test
    void writesNothingWherePreflightRefuses() {
        world.answerPreflight(
                PreflightReport.Check.failed("policy", "azure.policy.denied", "assignment deny-public-ip denies it"));

        ClusterProgress end = failure();

        assertThat(end.failure())
                .get()
                .extracting(FailureView::message)
                .asString()
                .contains("deny-public-ip");
        assertThat(world.calls).isEmpty();
    }

    @Test
    void undoesWhatACancelledCreationMade() throws InterruptedException {
        CountDownLatch release = world.holdAt("demo-memory");
        WorkflowClient.start(cluster::live, Examples.request());
        world.awaitHeld();

        WorkflowStub.fromTyped(cluster).cancel();
        release.countDown();

        assertThatThrownBy(() -> WorkflowStub.fromTyped(cluster).getResult(Void.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(world.calls).contains("delete demo-memory");
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void keepsAClusterWhoseWorkflowSomebodyCancels() {
        WorkflowClient.start(cluster::live, Examples.request());
        awaitPhase(Phase.READY);

        WorkflowStub.fromTyped(cluster).cancel();
        assertThat(cluster.progress().phase()).isEqualTo(Phase.READY);
        cluster.delete();

        assertThatThrownBy(() -> WorkflowStub.fromTyped(cluster).getResult(Void.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void beginsAnOperationAgainThatLostAgainstAnother() {
        world.conflictAt("PUT", "demo-vnet", 2);
        WorkflowClient.start(cluster::live, Examples.request());

        awaitPhase(Phase.READY);

        assertThat(world.calls).filteredOn("create demo-vnet"::equals).hasSize(3);
    }

    @Test
    void givesUpAnOperationThatLosesAgainAndAgain() {
        world.conflictAt("PUT", "demo-vnet", 1000);

        ClusterProgress end = failure();

        assertThat(end.failure()).get().extracting(FailureView::type).isEqualTo(FailureTypes.CONFLICT_RETRYABLE);
        assertThat(world.calls).filteredOn("create demo-vnet"::equals).hasSize(6);
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void deletesAgainWhereADeletionLostAgainstAnotherOperation() {
        world.failAt("demo-memory");
        world.conflictAt("DELETE", "demo-general", 1);

        ClusterProgress end = failure();

        assertThat(end.undo()).get().extracting(UndoReport::leftBehind).isEqualTo(List.of());
        assertThat(world.calls).filteredOn("delete demo-general"::equals).hasSize(2);
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void undoesAtOnceWhereNodesAreWaitedForThatCanNeverCome() throws InterruptedException {
        world.neverReachTheApiServer();
        CountDownLatch release = world.holdAt("demo-proxy-nic");
        world.failAt("demo-proxy-nic");
        WorkflowClient.start(cluster::live, Examples.request());
        world.awaitHeld();
        temporal.awaitThat(() -> world.calls.contains("api server"));

        release.countDown();
        ClusterProgress end = end();

        assertThat(end.failure()).get().extracting(FailureView::step).isEqualTo("proxy-network-interface");
        assertThat(world.calls).filteredOn("api server"::equals).hasSizeLessThan(3);
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void deletesNothingThatWasNeverBegun() {
        world.failAt("demo-vnet");
        world.refuseToDelete("demo-workers");
        WorkflowClient.start(cluster::live, Examples.request());
        awaitPhase(Phase.UNDO_INCOMPLETE);
        world.refuseToDelete("");

        cluster.delete();

        WorkflowStub.fromTyped(cluster).getResult(Void.class);
        assertThat(world.calls)
                .contains("delete demo-workers")
                .doesNotContain("delete demo-memory", "delete demo-proxy-nic", "delete demo-internal");
        assertThat(world.existing()).isEmpty();
    }

    @Test
    void saysAfterHowLongItGaveUpInsteadOfPromisingToTryAgain() {
        world.neverReachTheApiServer();

        ClusterProgress end = failure();

        assertThat(end.failure())
                .get()
                .extracting(FailureView::message)
                .asString()
                .matches(
                        "The API server does not answer: it was tried again\\. Cloister has given up after \\d+ min\\.");
    }

    private ClusterProgress failure() {
        WorkflowClient.start(cluster::live, Examples.request());
        return end();
    }

    private ClusterProgress end() {
        try {
            WorkflowStub.fromTyped(cluster).getResult(Void.class);
        } catch (WorkflowFailedException e) {
            return ((ApplicationFailure) e.getCause()).getDetails().get(ClusterProgress.class);
        }
        throw new AssertionError("the workflow did not fail");
    }

    private void awaitPhase(Phase phase) {
        temporal.awaitPhase(cluster, phase);
    }
}
