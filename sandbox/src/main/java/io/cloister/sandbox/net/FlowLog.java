// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest refused flows, each with its reason: where to look when a node does not join. */
public final class FlowLog {

    private static final int KEPT = 500;

    /** @param times how often in a row; nodes retry, and one line is enough */
    public record Entry(Instant at, String flow, String reason, int times) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    synchronized void denied(Instant at, Flow flow, String reason) {
        String words = flow.toString();
        int times = 1;
        for (Entry entry : entries) {
            if (entry.flow().equals(words) && entry.reason().equals(reason)) {
                times = entry.times() + 1;
                entries.remove(entry);
                break;
            }
        }
        entries.addLast(new Entry(at, words, reason, times));
        if (entries.size() > KEPT) {
            entries.removeFirst();
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
