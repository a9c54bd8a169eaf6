// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.activity.PlanningActivities;
import io.cloister.observe.FailureView;
import io.cloister.plan.Plan;
import io.cloister.provision.Failures;
import io.cloister.request.ClusterRequest;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;

/** See {@link PlanClusterWorkflow}. */
public final class PlanClusterWorkflowImpl implements PlanClusterWorkflow {

    @Override
    public PlannedCluster plan(ClusterRequest request) {
        PlanningActivities planning = PlanningStubs.stub();
        long begun = Workflow.currentTimeMillis();
        try {
            Plan plan = planning.planCluster(request, Workflow.randomUUID().toString());
            return new PlannedCluster(plan, planning.preflight(request, plan));
        } catch (ActivityFailure | CanceledFailure e) {
            FailureView failure = Failures.of("", e, Failures.since(begun));
            throw ApplicationFailure.newNonRetryableFailure(failure.message(), failure.type());
        }
    }
}
