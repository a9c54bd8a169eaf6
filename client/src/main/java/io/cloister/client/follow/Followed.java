// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.ClusterProgress;
import io.cloister.observe.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What was seen at the end. */
public record Followed(ClusterProgress progress, List<StepProgress> steps, Instant begin, Instant end) {

    public Followed {
        steps = List.copyOf(steps);
    }

    public Duration runningTime() {
        return Duration.between(begin, end);
    }
}
