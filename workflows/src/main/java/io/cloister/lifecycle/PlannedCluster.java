// SPDX-License-Identifier: Apache-2.0
package io.cloister.lifecycle;

import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport;

/** A plan with what preflight said of it. */
public record PlannedCluster(Plan plan, PreflightReport preflight) {}
