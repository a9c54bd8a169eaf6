// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import io.cloister.observe.StepProgress.State;
import io.cloister.plan.StepId;
import io.cloister.preflight.PreflightReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** States that tests look at. */
public final class Seen {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");

    private Seen() {}

    public static ClusterProgress in(Phase phase) {
        return in(phase, Optional.empty());
    }

    static ClusterProgress in(Phase phase, Optional<PreflightReport> preflight) {
        return new ClusterProgress(
                phase,
                Optional.empty(),
                preflight,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static StepProgress step(String id, State state, String... after) {
        Optional<Instant> started = state == State.WAITING ? Optional.empty() : Optional.of(NOW.minusSeconds(3));
        Optional<Instant> ended = state == State.DONE ? Optional.of(NOW.minusSeconds(1)) : Optional.empty();
        List<StepId> dependsOn = Stream.of(after).map(StepId::of).toList();
        return new StepProgress(StepId.of(id), state, dependsOn, started, ended, "");
    }
}
