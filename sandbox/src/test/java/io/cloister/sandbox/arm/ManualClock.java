// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import io.cloister.sandbox.core.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so. */
final class ManualClock implements SandboxClock {

    private record Due(Instant at, Runnable action) {}

    private final List<Due> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    void pass(Duration duration) {
        Instant end = now.plus(duration);
        while (true) {
            Due next = waiting.stream()
                    .filter(due -> !due.at.isAfter(end))
                    .min(Comparator.comparing(Due::at))
                    .orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            waiting.remove(next);
            now = next.at;
            next.action.run();
        }
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void after(Duration azureTime, Runnable action) {
        waiting.add(new Due(now.plus(azureTime), action));
    }

    @Override
    public Duration scaled(Duration azureTime) {
        return azureTime;
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
