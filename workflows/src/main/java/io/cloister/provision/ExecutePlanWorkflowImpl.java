// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.Board;
import io.cloister.observe.FailureView;
import io.cloister.observe.StepProgress;
import io.cloister.observe.UndoReport;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** See {@link ExecutePlanWorkflow}. A cancellation stops it like {@link #stop} does, but a cancelled workflow has no result. */
public final class ExecutePlanWorkflowImpl implements ExecutePlanWorkflow {

    /** How often, and how far apart, the last listing is repeated: scale-set interfaces linger up to a minute or so. */
    private static final int LISTINGS = 12;

    private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(10);

    private final Execution execution;
    private final Board board;
    private final Compensations ledger;
    private final Findings findings = new Findings();
    private FailureView stopped;

    @WorkflowInit
    public ExecutePlanWorkflowImpl(Execution execution) {
        this.execution = execution;
        this.board = new Board(
                execution.plan(),
                () -> Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                Workflow::setCurrentDetails);
        this.ledger = new Compensations(board, execution.timeouts());
    }

    @Override
    public ExecutionResult execute(Execution same) {
        if (execution.direction() == Execution.Direction.DELETE) {
            execution.plan().steps().stream().filter(this::mayHaveBegun).forEach(ledger::remember);
            return new ExecutionResult(
                    Optional.empty(), Optional.of(undo()), Optional.empty(), Optional.empty(), ledger.begun());
        }
        Optional<FailureView> failure = create();
        Optional<UndoReport> undone = failure.map(any -> undo());
        return new ExecutionResult(failure, undone, findings.proof(), findings.privacy(), ledger.begun());
    }

    @Override
    public void stop(FailureView reason) {
        stopped = reason;
    }

    @Override
    public List<StepProgress> steps() {
        return board.steps();
    }

    private boolean mayHaveBegun(PlannedStep step) {
        return execution.begun().map(begun -> begun.contains(step.id())).orElse(true);
    }

    private Optional<FailureView> create() {
        PlanRunner runner = new PlanRunner(execution.plan(), board, ledger, execution.timeouts(), findings);
        List<Promise<Void>> started = new ArrayList<>();
        CancellationScope untouched = Workflow.newDetachedCancellationScope(() -> started.add(runner.run()));
        untouched.run();
        Promise<Void> settled = started.get(0);
        try {
            Workflow.await(() -> settled.isCompleted() || stopped != null);
        } catch (CanceledFailure cancelled) {
            stopped = new FailureView("", FailureTypes.CANCELLED, "was cancelled by a person");
        }
        if (!settled.isCompleted()) {
            runner.stop(stopped);
            Workflow.newDetachedCancellationScope(settled::get).run();
        }
        return runner.failure();
    }

    private UndoReport undo() {
        Workflow.newDetachedCancellationScope(() -> {
                    UndoReport report = ledger.undo();
                    if (report.leftBehind().isEmpty()) {
                        listUntilEmpty();
                    }
                })
                .run();
        return ledger.report();
    }

    private void listUntilEmpty() {
        Plan plan = execution.plan();
        ActivityPorts ports = new ActivityPorts("what is left", execution.timeouts());
        List<String> left = List.of();
        for (int i = 0; i < LISTINGS; i++) {
            left = list(ports, plan);
            if (left.isEmpty()) {
                return;
            }
            Workflow.sleep(BETWEEN_LISTINGS);
        }
        left.forEach(ledger::found);
    }

    private List<String> list(ActivityPorts ports, Plan plan) {
        long begun = Workflow.currentTimeMillis();
        try {
            return ports.inspection().listOwnedResources(plan.ownership(), plan.subscription(), plan.resourceGroup());
        } catch (ActivityFailure e) {
            return List.of("resource group " + plan.resourceGroup() + " could not be listed: "
                    + Failures.of("", e, Failures.since(begun)).message());
        }
    }
}
