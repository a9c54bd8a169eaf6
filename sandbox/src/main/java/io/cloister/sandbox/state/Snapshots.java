// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The snapshots that tests have taken, in memory. */
public final class Snapshots {

    private static final int MOST = 50;

    /** @param state as it was; not to be changed */
    public record Snapshot(String id, Instant takenAt, ObjectNode state) {}

    private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
    private int taken;

    public synchronized Snapshot add(Instant takenAt, ObjectNode state) {
        if (snapshots.size() >= MOST) {
            throw ArmError.conflict("TooManySnapshots", "There are " + MOST + " snapshots already: delete one first.");
        }
        Snapshot snapshot = new Snapshot("snapshot-" + ++taken, takenAt, state);
        snapshots.put(snapshot.id(), snapshot);
        return snapshot;
    }

    public synchronized List<Snapshot> all() {
        return List.copyOf(snapshots.values());
    }

    public synchronized Snapshot require(String id) {
        Snapshot found = snapshots.get(id);
        if (found == null) {
            throw new ArmError(404, "SnapshotNotFound", "There is no snapshot '" + id + "'.");
        }
        return found;
    }

    public synchronized void remove(String id) {
        snapshots.remove(require(id).id());
    }
}
