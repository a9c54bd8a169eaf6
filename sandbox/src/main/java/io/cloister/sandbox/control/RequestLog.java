// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import io.cloister.sandbox.protocol.ArmRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that reached the ARM endpoint, in the order of their arrival; the oldest give way to the newest. */
public final class RequestLog {

    private static final int LONGEST_BODY = 128 * 1024;
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /**
     * @param seq counts from 1, those included that are forgotten
     * @param status of the answer; 0 where there was none
     * @param caller the principal's object id; empty where the request carried no valid token
     * @param body what was sent, so that tests can search it for what must not be there, but for the values that are secret
     *     where they belong ({@link Secrets}); its beginning, where it is long
     */
    public record Entry(int seq, Instant at, String method, String path, int status, String caller, String body) {

        private long bytes() {
            return 2L * (path.length() + body.length());
        }
    }

    private final int most;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private int seq;
    private long bytes;

    /** @param most how many are kept, and never more than 32 MiB of them */
    public RequestLog(int most) {
        this.most = most;
    }

    public synchronized void add(Instant at, ArmRequest request, int status, String caller) {
        Entry entry = new Entry(++seq, at, request.method(), path(request), status, caller, body(request));
        entries.addLast(entry);
        bytes += entry.bytes();
        while (entries.size() > most || bytes > MOST_BYTES) {
            bytes -= entries.removeFirst().bytes();
        }
    }

    private static String path(ArmRequest request) {
        String path = request.uri().getPath();
        return path == null ? "" : path;
    }

    private static String body(ArmRequest request) {
        String text = Secrets.hidden(path(request), request.body());
        return text.substring(0, Math.min(text.length(), LONGEST_BODY));
    }

    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
