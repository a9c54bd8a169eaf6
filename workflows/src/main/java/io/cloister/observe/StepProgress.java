// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import io.cloister.plan.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one step stands.
 *
 * @param startedAt absent before it started
 * @param endedAt absent before it ended
 * @param message why it failed or was left behind; empty otherwise
 */
public record StepProgress(
        StepId id,
        State state,
        List<StepId> dependsOn,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String message) {

    public StepProgress {
        dependsOn = List.copyOf(dependsOn);
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        UNDOING,
        UNDONE,
        LEFT_BEHIND
    }
}
