// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/** Time that passes only when it is told to, at once: what is due runs on the thread that lets it pass. */
public final class VirtualClock implements SandboxClock {

    private record Due(Instant at, long order, Runnable action) {}

    /** Held while due actions run, so that two threads that let time pass do not run them in a wrong order. */
    private final ReentrantLock passing = new ReentrantLock();

    private final PriorityQueue<Due> waiting =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::order));
    private Instant now;
    private long added;

    public VirtualClock(Instant start) {
        now = start;
    }

    /** Lets time pass, and runs what falls due in it, also what that in turn asks for. */
    public void advance(Duration duration) {
        passing.lock();
        try {
            Instant end = now().plus(duration);
            for (Due next = takeUntil(end); next != null; next = takeUntil(end)) {
                next.action.run();
            }
            setNow(end);
        } finally {
            passing.unlock();
        }
    }

    /** Lets time pass to the next thing that is due; whether there was one. */
    public boolean advanceToNext() {
        passing.lock();
        try {
            Due next = takeUntil(Instant.MAX);
            if (next == null) {
                return false;
            }
            next.action.run();
            return true;
        } finally {
            passing.unlock();
        }
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void after(Duration azureTime, Runnable action) {
        waiting.add(new Due(now.plus(azureTime), added++, action));
    }

    @Override
    public Duration scaled(Duration azureTime) {
        return azureTime;
    }

    @Override
    public synchronized void close() {
        waiting.clear();
    }

    private synchronized void setNow(Instant time) {
        now = time;
    }

    private synchronized Due takeUntil(Instant end) {
        if (waiting.isEmpty() || waiting.peek().at.isAfter(end)) {
            return null;
        }
        Due next = waiting.poll();
        now = next.at;
        return next;
    }
}
