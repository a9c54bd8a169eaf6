// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.connect;

import io.temporal.client.WorkflowClient;

/** An open connection; {@code closing} ends what was opened for it. */
public record TemporalConnection(WorkflowClient client, String address, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
