// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.Board;
import io.cloister.observe.FailureView;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.Step;
import io.cloister.request.ClusterRequest.Timeouts;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a plan's graph: every step whose dependencies are done is started at once, as chained promises without a thread of its own. A step is in
 * the ledger before it starts. After the first failure nothing new starts, and what runs settles, except what leaves nothing to undo: nodes that
 * wait for a proxy which is not there would be waited for in vain.
 */
final class PlanRunner {

    private final Plan plan;
    private final Board board;
    private final Compensations ledger;
    private final Timeouts timeouts;
    private final Findings findings;
    private FailureView failure;
    private final List<CompletablePromise<Void>> abandonable = new ArrayList<>();
    private boolean stopped;

    PlanRunner(Plan plan, Board board, Compensations ledger, Timeouts timeouts, Findings findings) {
        this.plan = plan;
        this.board = board;
        this.ledger = ledger;
        this.timeouts = timeouts;
        this.findings = findings;
    }

    /** Completes, never with an exception, once every step that was started has ended. */
    Promise<Void> run() {
        Map<StepId, Promise<Boolean>> done = new LinkedHashMap<>();
        for (PlannedStep step : plan.steps()) {
            List<Promise<Boolean>> before =
                    step.dependsOn().stream().map(done::get).toList();
            done.put(step.id(), after(before).thenCompose(ready -> ready && !stopped ? start(step) : skipped()));
        }
        return Promise.allOf(done.values());
    }

    /** Lets nothing new start, and no longer waits for what may never come. */
    void stop(FailureView reason) {
        if (stopped) {
            return;
        }
        stopped = true;
        failure = reason;
        abandonable.stream()
                .filter(step -> !step.isCompleted())
                .forEach(step -> step.completeExceptionally(new CanceledFailure("is no longer waited for")));
    }

    Optional<FailureView> failure() {
        return Optional.ofNullable(failure);
    }

    private Promise<Boolean> start(PlannedStep step) {
        ledger.remember(step);
        board.running(step.id());
        long begun = Workflow.currentTimeMillis();
        ActivityPorts ports = new ActivityPorts(step.id().value(), timeouts);
        Change change = new Change(() -> step.step().accept(new StepStart(ports, findings)), ports, () -> !stopped);
        return (leavesNothing(step.step()) ? abandonable(change) : change.settled())
                .handle((settled, problem) -> ended(step, problem, begun));
    }

    /** Whether all that it may have made goes with the cluster's machines: then the undo need not wait for its end. */
    private static boolean leavesNothing(Step step) {
        return step instanceof AwaitApiServer
                || step instanceof AwaitNodes
                || step instanceof InstallAddOns
                || step instanceof InstallWebhook;
    }

    /** Its activity is not cancelled: it ends by itself, at the latest with this workflow, and nobody waits for it. */
    private Promise<Void> abandonable(Change change) {
        CompletablePromise<Void> settled = Workflow.newPromise();
        abandonable.add(settled);
        change.settled().handle((done, problem) -> {
            if (settled.isCompleted()) {
                return false;
            }
            return problem == null ? settled.complete(null) : settled.completeExceptionally(problem);
        });
        return settled;
    }

    private boolean ended(PlannedStep step, RuntimeException problem, long begun) {
        if (problem == null) {
            board.done(step.id());
            return true;
        }
        FailureView view = Failures.of(step.id().value(), problem, Failures.since(begun));
        boolean abandoned = stopped && view.type().equals(FailureTypes.CANCELLED);
        board.failed(step.id(), abandoned ? "is no longer waited for" : view.message());
        stop(view);
        return false;
    }

    private static Promise<Boolean> after(List<Promise<Boolean>> steps) {
        return steps.isEmpty()
                ? Workflow.newPromise(true)
                : Promise.allOf(steps).thenApply(all -> steps.stream().allMatch(Promise::get));
    }

    private static Promise<Boolean> skipped() {
        return Workflow.newPromise(false);
    }
}
