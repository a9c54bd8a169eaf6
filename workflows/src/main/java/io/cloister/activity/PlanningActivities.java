// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import io.temporal.activity.ActivityInterface;

/** Planning and preflight: run once, their results are recorded in history. */
@ActivityInterface
public interface PlanningActivities {
    /** Fails with {@code request.invalid} and all violations where the request cannot be planned. */
    Plan planCluster(ClusterRequest request, String planId);

    /** Asks Azure, Vault and the network about the plan; changes nothing. */
    PreflightReport preflight(ClusterRequest request, Plan plan);
}
