// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.time.Duration;

/** Bytes that may be held at once; who would exceed them waits. */
final class Budget {

    private final long most;
    private long held;

    Budget(long most) {
        this.most = most;
    }

    /** Takes as many as these; false where there is no room for them in time. */
    synchronized boolean take(long bytes, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (held > 0 && held + bytes > most) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        held += bytes;
        return true;
    }

    /** Takes these, room or not: they are there already. */
    synchronized void overdraw(long bytes) {
        held += bytes;
    }

    synchronized void give(long bytes) {
        held -= bytes;
        notifyAll();
    }
}
