// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.FailureView;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;

/** Turns what Temporal throws into what a person reads: the activity's own failure, not what Temporal wrapped it in. */
public final class Failures {

    private Failures() {}

    public static FailureView of(String step, Throwable failure) {
        ApplicationFailure cause = application(failure);
        if (cause != null) {
            return new FailureView(step, cause.getType(), cause.getOriginalMessage());
        }
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof CanceledFailure) {
                return new FailureView(step, FailureTypes.CANCELLED, "was cancelled before it ended");
            }
            if (next instanceof TimeoutFailure timeout) {
                return new FailureView(
                        step,
                        "timeout",
                        "did not end in time (" + timeout.getTimeoutType().name() + ")");
            }
        }
        return new FailureView(step, "unknown", String.valueOf(failure.getMessage()));
    }

    private static ApplicationFailure application(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof ApplicationFailure application) {
                return application;
            }
        }
        return null;
    }
}
