// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import io.temporal.worker.WorkerFactory;
import java.util.concurrent.TimeUnit;

/** A started worker. Closing it lets what runs end for a short while, and interrupts the rest: another worker takes it up. */
public final class RunningWorker implements AutoCloseable {

    private static final long GRACE_SECONDS = 5;

    private final WorkerFactory factory;

    RunningWorker(WorkerFactory factory) {
        this.factory = factory;
    }

    public boolean isRunning() {
        return factory.isStarted() && !factory.isShutdown();
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
            factory.awaitTermination(1, TimeUnit.SECONDS);
        }
    }
}
