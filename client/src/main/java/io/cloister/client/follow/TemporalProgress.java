// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.StepProgress;
import io.cloister.provision.ExecutePlanWorkflow;
import io.cloister.temporal.TaskQueues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Optional;

/** Asks the workflows themselves, by their queries. */
public final class TemporalProgress implements ProgressSource {

    private static final String STATUS_PREFIX = "WORKFLOW_EXECUTION_STATUS_";

    private static final String NO_TEMPORAL = "Temporal does not answer: waiting for it";

    private final WorkflowClient client;
    private final String workflowId;

    public TemporalProgress(WorkflowClient client, String workflowId) {
        this.client = client;
        this.workflowId = workflowId;
    }

    @Override
    public ClusterProgress progress() {
        try {
            return client.newWorkflowStub(ClusterWorkflow.class, workflowId).progress();
        } catch (WorkflowQueryException | WorkflowServiceException silent) {
            throw noAnswer(silent);
        }
    }

    @Override
    public List<StepProgress> steps(String executionWorkflowId) {
        try {
            return client.newWorkflowStub(ExecutePlanWorkflow.class, executionWorkflowId)
                    .steps();
        } catch (WorkflowNotFoundException notBegun) {
            return List.of();
        } catch (WorkflowQueryException | WorkflowServiceException silent) {
            throw noAnswer(silent);
        }
    }

    @Override
    public Optional<String> closed() {
        WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
        try {
            WorkflowExecutionStatus status = stub.describe().getStatus();
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    ? Optional.empty()
                    : Optional.of(status.name().replace(STATUS_PREFIX, ""));
        } catch (WorkflowServiceException | StatusRuntimeException silent) {
            throw new NoAnswer(NO_TEMPORAL, silent);
        }
    }

    private static NoAnswer noAnswer(RuntimeException silent) {
        Throwable root = silent.getCause() == null ? silent : silent.getCause();
        return root instanceof StatusRuntimeException status
                        && status.getStatus().getCode() == Status.Code.UNAVAILABLE
                ? new NoAnswer(NO_TEMPORAL, silent)
                : new NoAnswer(
                        "no worker answers on task queue '" + TaskQueues.CLUSTERS
                                + "': start one with 'cloister worker'; waiting for it",
                        silent);
    }
}
