// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.FailureView;
import io.cloister.observe.Phase;
import io.cloister.observe.SearchAttributes;
import io.cloister.observe.UndoReport;
import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport;
import io.cloister.provision.ExecutePlanWorkflow;
import io.cloister.provision.Execution;
import io.cloister.provision.ExecutionResult;
import io.cloister.provision.Failures;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import io.cloister.temporal.WorkflowIds;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
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
        plan();
        preflight();
        provision();
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
        deletionAsked = true;
        return WorkflowIds.execution(request.name().value(), "delete");
    }

    @Override
    public void mayDelete() {
        if (phase != Phase.READY && phase != Phase.UNDO_INCOMPLETE) {
            throw new IllegalStateException(
                    "cluster " + request.name() + " is " + phase
                            + ": it can be deleted when it is READY or UNDO_INCOMPLETE; cancel its workflow to stop a creation");
        }
    }

    private void keepUntilDeleted() {
        while (phase != Phase.DELETED) {
            Workflow.await(() -> deletionAsked);
            remove();
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    private void plan() {
        try {
            plan = PlanningStubs.stub()
                    .planCluster(request, Workflow.randomUUID().toString());
        } catch (ActivityFailure e) {
            throw fail(Failures.of("", e));
        }
    }

    private void preflight() {
        enter(Phase.PREFLIGHT);
        try {
            preflight = PlanningStubs.stub().preflight(request, plan);
        } catch (ActivityFailure e) {
            throw fail(Failures.of("", e));
        }
        if (!preflight.passed()) {
            String reasons = preflight.failures().stream()
                    .map(PreflightReport.Check::message)
                    .collect(Collectors.joining("\n"));
            throw fail(new FailureView("", FailureTypes.PREFLIGHT_REFUSED, reasons));
        }
    }

    private void provision() {
        enter(Phase.PROVISIONING);
        created = execute(Execution.Direction.CREATE, "create");
        if (created.failure().isEmpty()) {
            enter(Phase.READY);
            return;
        }
        failure = created.failure().get();
        undone = created.undo().orElseThrow();
        if (undone.leftBehind().isEmpty()) {
            throw fail(failure);
        }
        enter(Phase.UNDO_INCOMPLETE);
    }

    private void remove() {
        deletionAsked = false;
        enter(Phase.DELETING);
        undone = execute(Execution.Direction.DELETE, "delete").undo().orElseThrow();
        enter(undone.leftBehind().isEmpty() ? Phase.DELETED : Phase.UNDO_INCOMPLETE);
    }

    private ExecutionResult execute(Execution.Direction direction, String operation) {
        executionId = WorkflowIds.execution(request.name().value(), operation);
        ExecutePlanWorkflow child = Workflow.newChildWorkflowStub(
                ExecutePlanWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(executionId)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setStaticSummary(operation + " cluster " + request.name())
                        .build());
        return child.execute(new Execution(plan, direction, request.timeouts()));
    }

    private void enter(Phase next) {
        phase = next;
        Workflow.upsertTypedSearchAttributes(SearchAttributes.PHASE.valueSet(next.name()));
        Workflow.setCurrentDetails("cluster **" + request.name() + "**: " + next);
    }

    private ApplicationFailure fail(FailureView reason) {
        failure = reason;
        phase = Phase.FAILED;
        Workflow.upsertTypedSearchAttributes(
                SearchAttributes.PHASE.valueSet(phase.name()), SearchAttributes.FAILURE_TYPE.valueSet(reason.type()));
        String type =
                plan == null || preflight == null || !preflight.passed() ? reason.type() : FailureTypes.CREATE_FAILED;
        return ApplicationFailure.newNonRetryableFailure(reason.message(), type, progress());
    }
}
