// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.request.ClusterRequest;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Plans and preflights a request, and changes nothing: what {@code cloister plan} shows. */
@WorkflowInterface
public interface PlanClusterWorkflow {

    @WorkflowMethod
    PlannedCluster plan(ClusterRequest request);
}
