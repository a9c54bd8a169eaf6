// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.observe.FailureView;
import io.cloister.temporal.FailureTypes;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Turns what Temporal throws into what a person reads: the activity's own failure, not what Temporal wrapped it in. */
public final class Failures {

    private static final Set<RetryState> GIVEN_UP =
            EnumSet.of(RetryState.RETRY_STATE_TIMEOUT, RetryState.RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED);

    private Failures() {}

    /** @param tried how long it was tried, of which the person is told where Cloister has given up trying */
    public static FailureView of(String step, Throwable failure, Duration tried) {
        ApplicationFailure cause = application(failure);
        if (cause != null) {
            String message = cause.getOriginalMessage();
            return new FailureView(step, cause.getType(), isGivenUp(failure) ? givenUp(message, tried) : message);
        }
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof CanceledFailure) {
                return new FailureView(step, FailureTypes.CANCELLED, "was cancelled before it ended");
            }
            if (next instanceof TimeoutFailure timeout) {
                return new FailureView(
                        step,
                        "timeout",
                        "did not end in time (" + timeout.getTimeoutType().name() + ", after " + people(tried) + ")");
            }
        }
        return new FailureView(step, "unknown", String.valueOf(failure.getMessage()));
    }

    /** Since a moment of the workflow's own time. */
    public static Duration since(long millis) {
        return Duration.ofMillis(Workflow.currentTimeMillis() - millis);
    }

    private static boolean isGivenUp(Throwable failure) {
        for (Throwable next = failure; next != null; next = next.getCause()) {
            if (next instanceof TimeoutFailure
                    || next instanceof ActivityFailure activity && GIVEN_UP.contains(activity.getRetryState())) {
                return true;
            }
        }
        return false;
    }

    /** What the failure promised while it could still be tried again has become the past. */
    private static String givenUp(String message, Duration tried) {
        String past = message.replace("t is tried again", "t was tried again");
        String sentence = past.matches("(?s).*[.!?]") ? past : past + ".";
        return sentence + " Cloister has given up after " + people(tried) + ".";
    }

    private static String people(Duration time) {
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
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
