// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.azure.Pause;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits inside an activity until nothing is missing any more: asks soon at first and then less often, heartbeats, and yields its slot after
 * a minute or so by a BENIGN retryable failure whose message says what is missing.
 */
final class Waiting {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final double SLOWER = 1.3;
    private static final Duration SLOT = Duration.ofSeconds(55);

    private final Pause pause;
    private final Clock clock;

    Waiting(Pause pause, Clock clock) {
        this.pause = pause;
        this.clock = clock;
    }

    /** @param missing what is missing, for people; empty once nothing is */
    void until(KubernetesAccess access, Supplier<Optional<String>> missing) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        Instant yieldAt = clock.instant().plus(SLOT);
        Duration delay = FIRST;
        context.heartbeat(null);
        Optional<String> answer = missing.get();
        while (answer.isPresent()) {
            if (clock.instant().isAfter(yieldAt)) {
                throw ApplicationFailure.newBuilder()
                        .setType(FailureTypes.NODES_NOT_READY)
                        .setMessage(answer.get())
                        .setDetails(FailureDetail.of(access.apiServer(), "NotReady"))
                        .setCategory(ApplicationErrorCategory.BENIGN)
                        .setNextRetryDelay(LONGEST)
                        .build();
            }
            pause.forDuration(delay);
            context.heartbeat(null);
            delay = Duration.ofMillis(Math.min(LONGEST.toMillis(), Math.round(delay.toMillis() * SLOWER)));
            answer = missing.get();
        }
    }
}
