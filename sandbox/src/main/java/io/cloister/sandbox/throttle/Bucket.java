// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import java.time.Duration;
import java.time.Instant;

/** Holds tokens up to its size, refilled steadily; a request takes one. Periods are given as the sandbox's clock runs. */
final class Bucket {

    private final Rate rate;
    private double tokens;
    private Instant filledAt;

    /** Full. */
    Bucket(Rate rate, Instant now) {
        this.rate = rate;
        this.tokens = rate.size();
        this.filledAt = now;
    }

    Rate rate() {
        return rate;
    }

    boolean isEmpty(Instant now, Duration period) {
        fill(now, period);
        return tokens < 1;
    }

    boolean isFull(Instant now, Duration period) {
        fill(now, period);
        return tokens >= rate.size();
    }

    /** What is left, after a token is taken. */
    int take() {
        tokens -= 1;
        return (int) tokens;
    }

    /** Until there is a token again. */
    Duration wait(Duration period) {
        double periods = Math.max(0, 1 - tokens) / rate.refill();
        return Duration.ofNanos((long) Math.ceil(periods * period.toNanos()));
    }

    private void fill(Instant now, Duration period) {
        double passed = (double) Duration.between(filledAt, now).toNanos() / period.toNanos();
        if (passed > 0) {
            tokens = Math.min(rate.size(), tokens + passed * rate.refill());
            filledAt = now;
        }
    }
}
