// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.temporal.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** All timeouts and retries of activities, in one place. They nest: an attempt ends before its schedule, a schedule before the cluster gives up. */
public final class ActivityTimes {

    /**
     * One change with the reads before it, or all questions of a preflight or an inspection, which are asked eight at a time. Every request
     * has a shorter deadline of its own (8 s to read, 25 s to write, 5 s to connect): this only ends what hangs all the same. A worker that
     * dies is noticed by {@link #HEARTBEAT}.
     */
    private static final Duration REQUEST = Duration.ofMinutes(3);

    /** A fresh identity or role assignment may need ten minutes to be known everywhere (facts of Azure RBAC). */
    private static final Duration REQUEST_WITH_RETRIES = Duration.ofMinutes(15);

    /** An await polls for 55 s before it yields its slot. */
    private static final Duration AWAIT = Duration.ofSeconds(90);

    /**
     * The only fast detector of a crashed worker, and what a cluster loses when one dies. The worker beats for every activity while it runs,
     * so that no request is too slow for it.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Mistakes of our own: trying again changes nothing, and the person waits for nothing. */
    private static final String[] DEFECTS = {
        IllegalStateException.class.getName(),
        IllegalArgumentException.class.getName(),
        NullPointerException.class.getName(),
        ClassCastException.class.getName(),
        ArithmeticException.class.getName()
    };

    private ActivityTimes() {}

    /** For an activity that makes one change or asks one question. */
    public static ActivityOptions begin(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CLUSTERS)
                .setStartToCloseTimeout(REQUEST)
                .setHeartbeatTimeout(HEARTBEAT)
                .setScheduleToCloseTimeout(REQUEST_WITH_RETRIES)
                .setRetryOptions(retries(Duration.ofSeconds(20)))
                .setSummary(summary)
                .build();
    }

    /** For an activity that waits, until {@code longest} has passed. */
    public static ActivityOptions await(String summary, Duration longest) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.WAITS)
                .setStartToCloseTimeout(AWAIT)
                .setHeartbeatTimeout(HEARTBEAT)
                .setScheduleToCloseTimeout(longest)
                .setRetryOptions(retries(Duration.ofSeconds(10)))
                .setSummary(summary)
                .build();
    }

    private static RetryOptions retries(Duration longestPause) {
        return RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setBackoffCoefficient(2)
                .setMaximumInterval(longestPause)
                .setDoNotRetry(DEFECTS)
                .build();
    }
}
