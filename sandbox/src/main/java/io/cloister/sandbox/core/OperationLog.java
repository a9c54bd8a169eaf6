// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Everything that took time in the sandbox, with what it really had to wait for: ARM operations, the phases of a booting
 * node, and workloads of a cluster that start. A client lays its plan over these to find the critical path of a run. The
 * oldest give way to the newest, so that a sandbox may run for long.
 */
public final class OperationLog {

    /**
     * One finished operation.
     *
     * @param target what was worked on: a resource id in its canonical case, {@code node:<host name>:<phase>},
     *     or {@code workload:<name>}
     * @param kind "create", "update", "delete", "node" or "workload"
     * @param waitedFor targets of the entries that had to end before this one could start; empty for an ARM
     *     operation, which starts when a client asks for it
     */
    public record Entry(
            String target, String kind, Instant startedAt, Instant endedAt, Set<String> waitedFor, boolean succeeded) {
        public Entry {
            waitedFor = Set.copyOf(waitedFor);
        }
    }

    /** Some hundred machines that boot make some thousand. */
    private static final int KEPT = 50_000;

    private final int most;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public OperationLog() {
        this(KEPT);
    }

    /** @param most how many are kept */
    public OperationLog(int most) {
        this.most = most;
    }

    /** The target of a booting node's phase. */
    public static String node(String hostName, String phase) {
        return "node:" + hostName + ":" + phase;
    }

    /** The target of a cluster's workload. */
    public static String workload(String name) {
        return "workload:" + name;
    }

    public synchronized void add(Entry entry) {
        entries.addLast(entry);
        if (entries.size() > most) {
            entries.removeFirst();
        }
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
