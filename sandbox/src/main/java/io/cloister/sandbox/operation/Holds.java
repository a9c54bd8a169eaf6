// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which operations are kept from ending, and why. */
final class Holds {

    private static final class Hold {
        private final String reason;
        private Runnable overdue = () -> {};

        Hold(String reason) {
            this.reason = reason;
        }
    }

    private final Map<Operation, Hold> held = new HashMap<>();

    /** One that is held already stays so for its first reason. */
    void add(Operation operation, String reason) {
        held.putIfAbsent(operation, new Hold(reason));
    }

    /** Whether the operation is held; if so, its end comes with its release. */
    boolean defer(Operation operation, Runnable end) {
        Hold hold = held.get(operation);
        if (hold == null) {
            return false;
        }
        hold.overdue = end;
        return true;
    }

    /** Lets go on what was held for this reason; what is overdue ends at once. */
    void release(String reason) {
        List<Operation> released = held.entrySet().stream()
                .filter(entry -> entry.getValue().reason.equals(reason))
                .map(Map.Entry::getKey)
                .toList();
        released.forEach(operation -> {
            Runnable overdue = held.remove(operation).overdue;
            if (operation.isRunning()) {
                overdue.run();
            }
        });
    }

    void remove(Operation operation) {
        held.remove(operation);
    }

    void clear() {
        held.clear();
    }
}
