// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final VirtualClock clock = new VirtualClock(START);
    private final List<String> done = new ArrayList<>();

    @Test
    void nothingHappensBeforeTimePasses() {
        clock.after(Duration.ofSeconds(1), () -> done.add("one"));
        clock.advance(Duration.ofMillis(999));

        assertThat(done).isEmpty();
        assertThat(clock.now()).isEqualTo(START.plusMillis(999));
    }

    @Test
    void whatIsDueHappensInItsOrderAtItsTime() {
        clock.after(Duration.ofSeconds(2), () -> done.add("second at " + Duration.between(START, clock.now())));
        clock.after(Duration.ofSeconds(1), () -> done.add("first at " + Duration.between(START, clock.now())));
        clock.after(Duration.ofSeconds(2), () -> done.add("third"));

        clock.advance(Duration.ofMinutes(1));

        assertThat(done).containsExactly("first at PT1S", "second at PT2S", "third");
        assertThat(clock.now()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void whatAnActionAsksForHappensToo() {
        clock.after(Duration.ofSeconds(1), () -> clock.after(Duration.ofSeconds(1), () -> done.add("in turn")));

        clock.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly("in turn");
    }

    @Test
    void jumpsToTheNextThingAndSaysWhetherThereWasOne() {
        clock.after(Duration.ofHours(5), () -> done.add("late"));

        assertThat(clock.advanceToNext()).isTrue();
        assertThat(clock.now()).isEqualTo(START.plus(Duration.ofHours(5)));
        assertThat(done).containsExactly("late");
        assertThat(clock.advanceToNext()).isFalse();
    }
}
