// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import java.time.Duration;
import java.time.Instant;

/**
 * The sandbox's time. Latencies are given in Azure's own durations; an implementation may run them faster
 * (`--time-scale 0.05`) or by hand (tests).
 */
public interface SandboxClock extends AutoCloseable {

    Instant now();

    /** Runs {@code action} once {@code azureTime}, scaled, has passed. Never on the caller's thread. */
    void after(Duration azureTime, Runnable action);

    /** How long {@code azureTime} takes by this clock; never zero for a positive duration. */
    Duration scaled(Duration azureTime);

    @Override
    void close();
}
