// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something that took Azure, a node or a cluster time.
 *
 * @param target a resource id, {@code node:<host name>:<phase>}, or {@code workload:<name>}
 * @param kind {@code create}, {@code update}, {@code delete}, {@code node} or
 *     {@code workload}
 * @param waitedFor targets that had to end before it could start
 */
public record OperationEntry(
        String target, String kind, Instant startedAt, Instant endedAt, List<String> waitedFor, boolean succeeded) {

    public OperationEntry {
        waitedFor = List.copyOf(waitedFor);
    }

    Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    boolean isNode() {
        return target.startsWith("node:");
    }

    /** Of a node's entry. */
    String host() {
        return target.split(":")[1];
    }

    /** Of a node's entry. */
    String phase() {
        String[] parts = target.split(":", 3);
        return parts.length > 2 ? parts[2] : "";
    }
}
