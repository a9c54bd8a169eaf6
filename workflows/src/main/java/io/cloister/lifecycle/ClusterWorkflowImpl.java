// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.FailureView;
import io.cloister.observe.Phase;
import io.cloister.observe.SearchAttributes;
import io.cloister.observe.UndoReport;
import io.cloister.observe.UndoReport.LeftBehind;
import io.cloister.plan.Plan;
import io.cloister.plan.StepId;
import io.cloister.preflight.PreflightReport;
import io.cloister.provision.Execution;
import io.cloister.provision.ExecutionResult;
import io.cloister.provision.Failures;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import io.cloister.temporal.WorkflowIds;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** See {@link ClusterWorkflow}. */
public final class ClusterWorkflowImpl implements ClusterWorkflow {

    private final ClusterRequest request;
    private Phase phase = Phase.PLANNING;
    private Plan plan;
    private PreflightReport preflight;
    private String executionId;
    private ExecutionResult created;
    private UndoReport undone;
    private FailureView failure;
    private boolean deletionAsked;

    @WorkflowInit
    public ClusterWorkflowImpl(ClusterRequest request) {
        this.request = request;
    }

    @Override
    public void live(ClusterRequest same) {
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.CLUSTER.valueSet(request.name().value()),
                SearchAttributes.RESOURCE_GROUP.valueSet(request.azure().resourceGroup()),
                SearchAttributes.SUBSCRIPTION.valueSet(request.azure().subscription()),
                SearchAttributes.PHASE.valueSet(phase.name()));
        if (preflighted()) {
            provision();
        }
        if (nothingIsLeft()) {
            if (!deletionAsked) {
                throw failed();
            }
            enter(Phase.DELETED);
            return;
        }
        // a cluster that exists is ended by deleting it: cancelling its workflow would leave it without one
        Workflow.newDetachedCancellationScope(this::keepUntilDeleted).run();
    }

    @Override
    public ClusterProgress progress() {
        return new ClusterProgress(
                phase,
                Optional.ofNullable(plan),
                Optional.ofNullable(preflight),
                Optional.ofNullable(executionId),
                Optional.ofNullable(created).flatMap(ExecutionResult::proof),
                Optional.ofNullable(created).flatMap(ExecutionResult::privacy),
                Optional.ofNullable(failure),
                Optional.ofNullable(undone));
    }

    @Override
    public String delete() {
        // asked for again while it is under way, it is the same deletion
        deletionAsked |= phase != Phase.DELETING;
        return WorkflowIds.execution(request.name().value(), "delete");
    }

    @Override
    public void mayDelete() {
        if (phase == Phase.DELETED || phase == Phase.FAILED) {
            throw new IllegalStateException("cluster " + request.name() + " is " + phase + ": nothing of it is left");
        }
    }

    /** Nothing is made before this is true. */
    private boolean preflighted() {
        long begun = Workflow.currentTimeMillis();
        try {
            plan = answer(Async.function(
                    PlanningStubs.stub()::planCluster,
                    request,
                    Workflow.randomUUID().toString()));
            enter(Phase.PREFLIGHT);
            preflight = answer(Async.function(PlanningStubs.stub()::preflight, request, plan));
        } catch (ActivityFailure | CanceledFailure e) {
            FailureView why = Failures.of("", e, Failures.since(begun));
            failure = why.type().equals(FailureTypes.CANCELLED) ? stopped() : why;
            return false;
        }
        if (!preflight.passed()) {
            String reasons = preflight.failures().stream()
                    .map(PreflightReport.Check::message)
                    .collect(Collectors.joining("\n"));
            failure = new FailureView("", FailureTypes.PREFLIGHT_REFUSED, reasons);
        }
        return preflight.passed();
    }

    /** @throws CanceledFailure where the creation is to stop */
    private <T> T answer(Promise<T> question) {
        Workflow.await(() -> question.isCompleted() || deletionAsked);
        if (deletionAsked) {
            throw new CanceledFailure(stopped().message());
        }
        return question.get();
    }

    private void provision() {
        enter(Phase.PROVISIONING);
        RunningExecution creation = begin("create", Execution.creation(plan, request.timeouts()));
        try {
            Workflow.await(() -> creation.ended() || deletionAsked);
        } catch (CanceledFailure cancelled) {
            Workflow.getLogger(ClusterWorkflowImpl.class).info("the creation is cancelled: it is undone");
        }
        Workflow.newDetachedCancellationScope(() -> settle(creation)).run();
    }

    private void settle(RunningExecution creation) {
        if (!creation.ended()) {
            enter(Phase.DELETING);
            creation.stop(stopped());
        }
        try {
            created = creation.result();
            failure = created.failure().orElse(null);
            undone = created.undo().orElse(null);
        } catch (ChildWorkflowFailure lost) {
            failure = creation.reason(lost);
            if (!RunningExecution.neverBegan(lost)) {
                undone = remove();
            }
        }
    }

    private boolean nothingIsLeft() {
        return failure != null && (undone == null || undone.leftBehind().isEmpty());
    }

    private void keepUntilDeleted() {
        enter(failure == null ? Phase.READY : Phase.UNDO_INCOMPLETE);
        // what was asked of a creation is done with its undo; what is left waits for a new word
        deletionAsked &= failure == null;
        while (phase != Phase.DELETED) {
            Workflow.await(() -> deletionAsked);
            deletionAsked = false;
            undone = remove();
            enter(undone.leftBehind().isEmpty() ? Phase.DELETED : Phase.UNDO_INCOMPLETE);
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    private UndoReport remove() {
        enter(Phase.DELETING);
        Optional<List<StepId>> begun = Optional.ofNullable(created).map(ExecutionResult::begun);
        RunningExecution deletion = begin("delete", Execution.deletion(plan, request.timeouts(), begun));
        try {
            return deletion.result().undo().orElseThrow();
        } catch (ChildWorkflowFailure lost) {
            FailureView reason = deletion.reason(lost);
            failure = failure == null ? reason : failure;
            return new UndoReport(
                    List.of(),
                    List.of(new LeftBehind("cluster " + request.name(), reason.message() + "; delete it again")));
        }
    }

    private RunningExecution begin(String operation, Execution execution) {
        executionId = WorkflowIds.execution(request.name().value(), operation);
        return RunningExecution.begin(executionId, operation + " cluster " + request.name(), execution);
    }

    /** Why a creation stops that did not fail by itself. */
    private FailureView stopped() {
        return new FailureView(
                "",
                FailureTypes.CANCELLED,
                deletionAsked ? "the creation was stopped by a deletion" : "the creation was cancelled by a person");
    }

    private void enter(Phase next) {
        phase = next;
        Workflow.upsertTypedSearchAttributes(SearchAttributes.PHASE.valueSet(next.name()));
        Workflow.setCurrentDetails("cluster **" + request.name() + "**: " + next);
    }

    private ApplicationFailure failed() {
        phase = Phase.FAILED;
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.PHASE.valueSet(phase.name()), SearchAttributes.FAILURE_TYPE.valueSet(failure.type()));
        boolean begun = preflight != null && preflight.passed();
        return ApplicationFailure.newNonRetryableFailure(
                failure.message(), begun ? FailureTypes.CREATE_FAILED : failure.type(), progress());
    }
}
