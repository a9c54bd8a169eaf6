// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.sandbox.core.Likeness;
import java.net.URI;
import java.util.Map;

/** A running sandbox, as a rehearsal uses it. */
public interface RehearsalSandbox extends AutoCloseable {

    /** What a worker needs to reach it. */
    Map<String, String> environment();

    /** Where faults are set, and its logs are read. */
    URI controlUri();

    @Override
    void close();

    /** Starts sandboxes; tests bring their own. */
    @FunctionalInterface
    interface Starter {
        RehearsalSandbox start(Landscape landscape);
    }

    /**
     * What must stand before a cluster can be made.
     *
     * @param hub resource id of the network where Vault and the worker live; empty where the request names none
     * @param vault its private address and port, such as {@code 10.0.0.10:8200}
     * @param likeness how much of Azure's friction is played
     */
    record Landscape(
            String subscription,
            String resourceGroup,
            String location,
            String hub,
            String vault,
            double timeScale,
            Likeness likeness) {}
}
