// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real time, with every latency multiplied by a factor: 1 is Azure's own pace. */
public final class ScaledClock implements SandboxClock {

    private static final Logger LOG = LoggerFactory.getLogger(ScaledClock.class);

    private final Clock clock = Clock.systemUTC();
    private final double scale;
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(4, task -> {
        Thread thread = new Thread(task, "sandbox-clock");
        thread.setDaemon(true);
        return thread;
    });

    public ScaledClock(double scale) {
        if (!(scale > 0 && scale <= 100)) {
            throw new IllegalArgumentException("time scale must be above 0 and at most 100, not " + scale);
        }
        this.scale = scale;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void after(Duration azureTime, Runnable action) {
        executor.schedule(() -> run(action), scaled(azureTime).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            // the executor would keep it to itself, even an Error
            LOG.error("what was to be done after a while failed", e);
        }
    }

    @Override
    public Duration scaled(Duration azureTime) {
        if (azureTime.isZero()) {
            return Duration.ZERO;
        }
        return Duration.ofMillis(Math.max(1, Math.round(azureTime.toMillis() * scale)));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
