// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.observe.FailureView;
import io.cloister.provision.ExecutePlanWorkflow;
import io.cloister.provision.Execution;
import io.cloister.provision.ExecutionResult;
import io.cloister.temporal.FailureTypes;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;

/**
 * One run of a plan in a child workflow. It is told to stop by a signal and never cancelled: a cancelled workflow ends without a result,
 * and what it left behind would be told to nobody.
 */
final class RunningExecution {

    private final String id;
    private final ExecutePlanWorkflow child;
    private final Promise<ExecutionResult> result;

    private RunningExecution(String id, ExecutePlanWorkflow child, Promise<ExecutionResult> result) {
        this.id = id;
        this.child = child;
        this.result = result;
    }

    static RunningExecution begin(String id, String summary, Execution execution) {
        ExecutePlanWorkflow child = Workflow.newChildWorkflowStub(
                ExecutePlanWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setStaticSummary(summary)
                        .build());
        CompletablePromise<ExecutionResult> result = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> result.completeFrom(Async.function(child::execute, execution)))
                .run();
        return new RunningExecution(id, child, result);
    }

    boolean ended() {
        return result.isCompleted();
    }

    /** Asks a creation to start nothing more and to undo what it began. Its result follows; the word itself is not waited for. */
    void stop(FailureView reason) {
        Async.procedure(this::tell, reason);
    }

    private void tell(FailureView reason) {
        try {
            Workflow.getWorkflowExecution(child).get();
            child.stop(reason);
        } catch (ChildWorkflowFailure | SignalExternalWorkflowException ended) {
            // it has ended in the meantime, and its result says how
            Workflow.getLogger(RunningExecution.class).info("{} ended before it could be stopped", id);
        }
    }

    /**
     * Blocks until the child has ended.
     *
     * @throws ChildWorkflowFailure where somebody ended it from outside, by which its ledger is lost, or where it never began
     */
    ExecutionResult result() {
        return result.get();
    }

    /** Whether a child of the same id still runs, that of an earlier cluster of this name: then nothing of this plan was begun. */
    static boolean neverBegan(ChildWorkflowFailure failure) {
        return failure.getCause() instanceof WorkflowExecutionAlreadyStarted;
    }

    /** What people are told of a child without a result. */
    FailureView reason(ChildWorkflowFailure failure) {
        String message = neverBegan(failure)
                ? "workflow " + id + " of an earlier cluster of this name is still at work: try again when it has ended"
                : "workflow " + id + " was ended from outside, or failed, before it could tell what it did ("
                        + failure.getCause().getClass().getSimpleName() + ")";
        return new FailureView("", FailureTypes.EXECUTION_ENDED, message);
    }
}
