// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.planning;

import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import java.util.List;

/** One party that can refuse a plan before anything is written: Azure, Vault. Changes nothing; what it finds it returns. */
@FunctionalInterface
public interface PreflightCheck {
    List<PreflightReport.Check> check(ClusterRequest request, Plan plan);
}
