// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only as far as it is told to. */
public final class PausedClock extends Clock {

    private Duration passed = Duration.ZERO;

    public void advance(Duration duration) {
        passed = passed.plus(duration);
    }

    public Duration passed() {
        return passed;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plus(passed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
