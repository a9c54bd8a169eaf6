// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.StepProgress;
import io.cloister.provision.ExecutePlanWorkflow;
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
            throw new NoAnswer(silent);
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
            throw new NoAnswer(silent);
        }
    }

    @Override
    public Optional<String> closed() {
        WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
        WorkflowExecutionStatus status = stub.describe().getStatus();
        return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                ? Optional.empty()
                : Optional.of(status.name().replace(STATUS_PREFIX, ""));
    }
}
