// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A machine's time: its pauses, and its phases in the operation log. */
final class Phases {

    private static final Duration RETRY = Duration.ofMillis(500);

    private final SandboxClock clock;
    private final OperationLog log;
    private final String hostName;

    Phases(SandboxClock clock, OperationLog log, String hostName) {
        this.clock = clock;
        this.log = log;
        this.hostName = hostName;
    }

    String target(String phase) {
        return OperationLog.node(hostName, phase);
    }

    Instant now() {
        return clock.now();
    }

    /** Work of a known length. */
    void work(String phase, Duration azureTime, Set<String> waitedFor) throws InterruptedException {
        Instant start = clock.now();
        pause(azureTime);
        done(phase, start, waitedFor);
    }

    void done(String phase, Instant start, Set<String> waitedFor) {
        done(phase, start, clock.now(), waitedFor);
    }

    void done(String phase, Instant start, Instant end, Set<String> waitedFor) {
        log.add(new OperationLog.Entry(target(phase), "node", start, end, waitedFor, true));
    }

    void beforeRetry() throws InterruptedException {
        pause(RETRY);
    }

    private void pause(Duration azureTime) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException(hostName + " is powered off");
        }
        CountDownLatch over = new CountDownLatch(1);
        clock.after(azureTime, over::countDown);
        over.await();
    }
}
