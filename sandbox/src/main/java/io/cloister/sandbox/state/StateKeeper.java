// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.state;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what has changed to the state file about once a second, and for the last time when it is closed. */
public final class StateKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
    private static final long BEAT_MILLIS = 1000;

    private final StateFile file;
    private final Supplier<SavedState> state;
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sandbox-state");
        thread.setDaemon(true);
        return thread;
    });
    private SavedState written;
    private boolean closed;

    private StateKeeper(StateFile file, Supplier<SavedState> state) {
        this.file = file;
        this.state = state;
    }

    /** @throws IOException where the file cannot be written, which one would rather know at once */
    public static StateKeeper start(StateFile file, Supplier<SavedState> state) throws IOException {
        StateKeeper keeper = new StateKeeper(file, state);
        keeper.write();
        keeper.beat.scheduleWithFixedDelay(keeper::tryToWrite, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        return keeper;
    }

    @Override
    public void close() {
        beat.shutdown();
        tryToWrite();
        stop();
    }

    private synchronized void stop() {
        closed = true;
    }

    private void tryToWrite() {
        try {
            write();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the state file {} cannot be written: {}", file.path(), e.getMessage());
        }
    }

    private synchronized void write() throws IOException {
        SavedState now = state.get();
        if (!closed && !now.equals(written)) {
            file.write(now);
            written = now;
        }
    }
}
