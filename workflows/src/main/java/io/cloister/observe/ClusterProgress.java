// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import io.cloister.plan.Plan;
import io.cloister.preflight.PreflightReport;
import java.util.Optional;

/** Everything that a cluster's workflow tells when asked; the steps themselves are told by {@link io.cloister.provision.ExecutePlanWorkflow}. */
public record ClusterProgress(
        Phase phase,
        Optional<Plan> plan,
        Optional<PreflightReport> preflight,
        Optional<String> executionWorkflowId,
        Optional<ServiceProof> proof,
        Optional<PrivacyReport> privacy,
        Optional<FailureView> failure,
        Optional<UndoReport> undo) {}
