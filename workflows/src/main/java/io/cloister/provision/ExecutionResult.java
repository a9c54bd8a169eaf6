// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.FailureView;
import io.cloister.observe.PrivacyReport;
import io.cloister.observe.ServiceProof;
import io.cloister.observe.UndoReport;
import io.cloister.plan.StepId;
import java.util.List;
import java.util.Optional;

/**
 * How an execution ended. A failure is a result and not an exception, so that the report of what was undone comes with it.
 *
 * @param failure the first failure; absent where every step was done
 * @param undo absent where nothing was undone
 * @param begun every step that was begun, undone or not
 */
public record ExecutionResult(
        Optional<FailureView> failure,
        Optional<UndoReport> undo,
        Optional<ServiceProof> proof,
        Optional<PrivacyReport> privacy,
        List<StepId> begun) {

    public ExecutionResult {
        begun = List.copyOf(begun);
    }
}
