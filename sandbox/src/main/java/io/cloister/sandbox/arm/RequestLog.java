// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every request that reached the ARM endpoint, in the order of its arrival. */
public final class RequestLog {

    /** @param caller the principal's object id; empty where the request carried no valid token */
    public record Entry(int seq, Instant at, String method, String path, int status, String caller) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(Instant at, ArmRequest request, int status, String caller) {
        entries.add(new Entry(
                entries.size() + 1, at, request.method(), request.uri().getPath(), status, caller));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
