// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import io.cloister.sandbox.protocol.ArmRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every request that reached the ARM endpoint, in the order of its arrival. */
public final class RequestLog {

    private static final int LONGEST_BODY = 128 * 1024;

    /**
     * @param caller the principal's object id; empty where the request carried no valid token
     * @param body as it was sent, so that tests can search it for what must not be there; its beginning, where it is long
     */
    public record Entry(int seq, Instant at, String method, String path, int status, String caller, String body) {}

    private final List<Entry> entries = new ArrayList<>();

    public synchronized void add(Instant at, ArmRequest request, int status, String caller) {
        entries.add(new Entry(
                entries.size() + 1, at, request.method(), request.uri().getPath(), status, caller, body(request)));
    }

    private static String body(ArmRequest request) {
        int length = Math.min(request.body().length, LONGEST_BODY);
        return new String(request.body(), 0, length, StandardCharsets.UTF_8);
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
