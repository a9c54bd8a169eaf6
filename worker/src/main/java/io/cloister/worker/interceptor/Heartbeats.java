// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.interceptor;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Heartbeats for every activity that has a heartbeat timeout, four times in each, for as long as it runs. So a missing heartbeat means a
 * worker that died, never one request that takes its time: what such a request waits for, its own deadline tells.
 */
public final class Heartbeats extends WorkerInterceptorBase {

    private static final int THREADS = 4;
    private static final int BEATS_PER_TIMEOUT = 4;

    private final ScheduledExecutorService beats = Executors.newScheduledThreadPool(THREADS, Heartbeats::thread);

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private ActivityExecutionContext context;

            @Override
            public void init(ActivityExecutionContext context) {
                this.context = context;
                super.init(context);
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                Duration timeout = context.getInfo().getHeartbeatTimeout();
                if (timeout == null || timeout.isZero()) {
                    return super.execute(input);
                }
                Pulse pulse = new Pulse(context);
                long interval = timeout.toMillis() / BEATS_PER_TIMEOUT;
                Future<?> beating = beats.scheduleAtFixedRate(pulse, interval, interval, TimeUnit.MILLISECONDS);
                try {
                    return super.execute(input);
                } finally {
                    beating.cancel(false);
                    pulse.stop();
                }
            }
        };
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "heartbeats");
        thread.setDaemon(true);
        return thread;
    }

    /** Beats for one activity; never after its end. */
    private static final class Pulse implements Runnable {

        private final ActivityExecutionContext context;
        private boolean stopped;

        Pulse(ActivityExecutionContext context) {
            this.context = context;
        }

        @Override
        public synchronized void run() {
            if (stopped) {
                return;
            }
            try {
                context.heartbeat(null);
            } catch (ActivityCompletionException ended) {
                // cancelled, or taken by another worker: the activity's own heartbeats tell it
                stopped = true;
            }
        }

        synchronized void stop() {
            stopped = true;
        }
    }
}
