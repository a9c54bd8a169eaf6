// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.activity.Operation;
import io.cloister.observe.Board;
import io.cloister.observe.FailureView;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import io.cloister.request.ClusterRequest.Timeouts;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a plan's graph: every step whose dependencies are done is started at once, as chained promises without a thread of its own. A step is in
 * the ledger before it starts. After the first failure nothing new starts, and what runs settles.
 */
final class PlanRunner {

    private final Plan plan;
    private final Board board;
    private final Compensations ledger;
    private final Timeouts timeouts;
    private final Findings findings;
    private FailureView failure;
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

    /** Lets nothing new start. */
    void stop(FailureView reason) {
        stopped = true;
        failure = failure == null ? reason : failure;
    }

    Optional<FailureView> failure() {
        return Optional.ofNullable(failure);
    }

    private Promise<Boolean> start(PlannedStep step) {
        ledger.remember(step);
        board.running(step.id());
        ActivityPorts ports = new ActivityPorts(step.id().value(), timeouts);
        return step.step()
                .accept(new StepStart(ports, findings))
                .thenCompose(operation -> settled(operation, ports))
                .handle((settled, problem) -> ended(step, problem));
    }

    static Promise<Void> settled(Optional<Operation> operation, ActivityPorts ports) {
        return operation
                .filter(begun -> begun.pollUrl().isPresent())
                .map(begun -> Async.procedure(ports.operations()::awaitOperation, begun))
                .orElseGet(() -> Workflow.newPromise(null));
    }

    private boolean ended(PlannedStep step, RuntimeException problem) {
        if (problem == null) {
            board.done(step.id());
            return true;
        }
        FailureView view = Failures.of(step.id().value(), problem);
        board.failed(step.id(), view.message());
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
