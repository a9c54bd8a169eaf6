// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.planning;

import io.cloister.activity.PlanningActivities;
import io.cloister.plan.Plan;
import io.cloister.plan.making.Planner;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/** Plans, and asks every check about the plan; the order of the checks is the order of the report. */
public final class PlanningActivitiesImpl implements PlanningActivities {

    private final List<PreflightCheck> checks;

    public PlanningActivitiesImpl(List<PreflightCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public Plan planCluster(ClusterRequest request, String planId) {
        try {
            return Planner.plan(request, planId);
        } catch (IllegalArgumentException violation) {
            throw ApplicationFailure.newBuilder()
                    .setType(FailureTypes.REQUEST_INVALID)
                    .setMessage("cluster " + request.name() + " cannot be planned: " + violation.getMessage())
                    .setDetails(FailureDetail.of(request.name().value(), "InvalidRequest"))
                    .setNonRetryable(true)
                    .setCause(violation)
                    .build();
        }
    }

    @Override
    public PreflightReport preflight(ClusterRequest request, Plan plan) {
        return new PreflightReport(Questions.askAll(checks, check -> check.check(request, plan)).stream()
                .flatMap(List::stream)
                .toList());
    }
}
