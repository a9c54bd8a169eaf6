// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value read from files that change. The first reading must succeed; after that a bad reading leaves the last good
 * value in force and is remembered as the refusal.
 */
public final class Reloading<T> {

    public enum Outcome {
        UNCHANGED,
        LOADED,
        REFUSED
    }

    private final List<Path> files;
    private final Function<List<String>, T> loader;
    private final Clock clock;
    private Contents lastTried;
    private volatile Loaded<T> loaded;

    /** @throws UnusableFileException when the files cannot be read or the loader refuses what is in them */
    public Reloading(List<Path> files, Function<List<String>, T> loader, Clock clock) {
        this.files = List.copyOf(files);
        this.loader = loader;
        this.clock = clock;
        this.lastTried = Contents.of(files);
        this.loaded = new Loaded<>(load(lastTried), 1, clock.instant(), Optional.empty());
    }

    public T current() {
        return loaded.value();
    }

    public Loaded<T> state() {
        return loaded;
    }

    public synchronized Outcome poll() {
        Contents now = Contents.of(files);
        if (now.equals(lastTried)) {
            return Outcome.UNCHANGED;
        }
        // Certificate and key are two files: a reading in the middle of a swap is left for the next poll.
        if (!now.equals(Contents.of(files))) {
            return Outcome.UNCHANGED;
        }
        lastTried = now;
        try {
            loaded = new Loaded<>(load(now), loaded.generation() + 1, clock.instant(), Optional.empty());
            return Outcome.LOADED;
        } catch (UnusableFileException e) {
            return refuse(e.getMessage());
        } catch (RuntimeException e) {
            // Thrown on, it would end the polling for good, and nobody would hear of it.
            return refuse("a defect of this program keeps it from reading them (" + e + ")");
        }
    }

    private Outcome refuse(String reason) {
        loaded = loaded.refusing(reason, clock.instant());
        return Outcome.REFUSED;
    }

    private T load(Contents contents) {
        if (contents instanceof Contents.Texts read) {
            return loader.apply(read.texts());
        }
        throw new UnusableFileException(((Contents.Unreadable) contents).reason());
    }
}
