// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The connections that are open, up to a bound; where one more comes, the one goes that has been idle for longest. */
final class Connections implements AutoCloseable {

    private static final int MOST = 1_000;

    private final Set<Connection> open = new HashSet<>();
    private final Set<Connection> idle = new LinkedHashSet<>();
    private boolean closed;

    /** Waits for a place while all connections are busy; false where the front is closed. */
    synchronized boolean admit(Connection connection) {
        while (!closed && open.size() >= MOST) {
            idle.stream().findFirst().ifPresent(longest -> {
                idle.remove(longest);
                longest.cut();
            });
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !closed && open.add(connection);
    }

    synchronized void idle(Connection connection) {
        idle.add(connection);
        notifyAll();
    }

    synchronized void busy(Connection connection) {
        idle.remove(connection);
    }

    synchronized void ended(Connection connection) {
        idle.remove(connection);
        open.remove(connection);
        notifyAll();
    }

    @Override
    public void close() {
        List<Connection> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(open);
            notifyAll();
        }
        last.forEach(Connection::cut);
    }
}
