// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.TaskQueues;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;

/** Hands a request over to Temporal; from then on the work goes on without the client. */
public final class Submission {

    private Submission() {}

    /** @return the id of the cluster's workflow */
    public static String submit(WorkflowClient client, ClusterRequest request) {
        String id = WorkflowIds.cluster(request.name().value());
        ClusterWorkflow workflow = client.newWorkflowStub(
                ClusterWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CLUSTERS)
                        .setWorkflowId(id)
                        .setStaticSummary("cluster " + request.name() + " in "
                                + request.azure().resourceGroup())
                        .build());
        try {
            WorkflowClient.start(workflow::live, request);
            return id;
        } catch (WorkflowExecutionAlreadyStarted running) {
            throw CommandFailure.failed("cluster " + request.name() + " exists already (workflow " + id
                    + "): delete it first, or choose another name");
        }
    }
}
