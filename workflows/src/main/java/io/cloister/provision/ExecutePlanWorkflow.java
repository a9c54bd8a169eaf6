// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.FailureView;
import io.cloister.observe.StepProgress;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** Runs the graph of a recorded plan, forwards or in reverse: one runner for every operation on a cluster. */
@WorkflowInterface
public interface ExecutePlanWorkflow {

    @WorkflowMethod
    ExecutionResult execute(Execution execution);

    /** Ends a creation for that reason, as a failure would: nothing new starts, and everything is undone. Too late, it does nothing. */
    @SignalMethod
    void stop(FailureView reason);

    /** Where each step stands, in the plan's order. */
    @QueryMethod
    List<StepProgress> steps();
}
