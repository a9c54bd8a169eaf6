// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The view of the store that others get: copies, and changes told one after the other, outside of the core's lock. */
final class ArmResources implements ResourceView {

    private static final Logger LOG = LoggerFactory.getLogger(ArmResources.class);

    private final Lock lock;
    private final Queue<Change> untold = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean telling = new AtomicBoolean();
    private Store store;

    ArmResources(Lock lock) {
        this.lock = lock;
    }

    void of(Store viewed) {
        store = viewed;
    }

    void changed(Change change) {
        untold.add(change);
    }

    /** Tells what has changed. Where somebody is at it already, also further up this thread, it is left to him. */
    void tell() {
        while (!untold.isEmpty() && telling.compareAndSet(false, true)) {
            try {
                for (Change change = untold.poll(); change != null; change = untold.poll()) {
                    tell(change);
                }
            } finally {
                telling.set(false);
            }
        }
    }

    @Override
    public Optional<ObjectNode> get(String id) {
        lock.lock();
        try {
            return store.get(id).map(ObjectNode::deepCopy);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<ObjectNode> ofType(String type) {
        lock.lock();
        try {
            return store.ofType(type).stream().map(ObjectNode::deepCopy).toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    private void tell(Change change) {
        for (Consumer<Change> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on {} of {}", change.kind(), change.id(), e);
            }
        }
    }
}
