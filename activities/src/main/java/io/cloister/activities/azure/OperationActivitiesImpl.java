// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import io.cloister.activities.azure.arm.Arm;
import io.cloister.activity.Operation;
import io.cloister.activity.OperationActivities;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Clock;

/** Waits in an activity. What it needs is in its input, so any worker can take a wait up again. */
public final class OperationActivitiesImpl implements OperationActivities {

    private final Arm arm;
    private final Pause pause;
    private final Clock clock;

    public OperationActivitiesImpl(Arm arm, Pause pause, Clock clock) {
        this.arm = arm;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public void awaitOperation(Operation operation) {
        if (operation.pollUrl().isEmpty()) {
            return;
        }
        ActivityExecutionContext context = Activity.getExecutionContext();
        try {
            new OperationPolling(arm, pause, clock, () -> context.heartbeat(null))
                    .untilEnd(operation, operation.pollUrl().get());
        } finally {
            // With the flag set, the SDK's call that reports the result would be aborted and the result lost
            // (sdk-java#731).
            Thread.interrupted();
        }
    }
}
