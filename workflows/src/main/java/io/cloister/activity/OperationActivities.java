// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.temporal.activity.ActivityInterface;

/** Waiting for Azure, on a task queue of its own with many slots. */
@ActivityInterface
public interface OperationActivities {
    /**
     * Polls until the operation ends; heartbeats, and yields after a minute or so by a BENIGN retryable failure.
     *
     * @throws io.temporal.failure.ApplicationFailure {@code azure.lro.failed} with Azure's code and message
     */
    void awaitOperation(Operation operation);
}
