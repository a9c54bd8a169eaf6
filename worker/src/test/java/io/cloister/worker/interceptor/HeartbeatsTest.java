// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityInput;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import io.temporal.common.interceptors.Header;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HeartbeatsTest {

    private final AtomicInteger beaten = new AtomicInteger();
    private final CountDownLatch fiveBeats = new CountDownLatch(5);

    @Test
    void beatsWhileAnActivityWaitsForOneAnswer() {
        assertThat(run(Duration.ofMillis(40), () -> {
                    beaten.incrementAndGet();
                    fiveBeats.countDown();
                }))
                .isEqualTo("five beats");
    }

    @Test
    void leavesActivitiesAloneThatHaveNoHeartbeatTimeout() {
        run(Duration.ZERO, new CountDownLatch(0), beaten::incrementAndGet);

        assertThat(beaten).hasValue(0);
    }

    private Object run(Duration heartbeatTimeout, Runnable heartbeat) {
        return run(heartbeatTimeout, fiveBeats, heartbeat);
    }

    private static Object run(Duration heartbeatTimeout, CountDownLatch until, Runnable heartbeat) {
        ActivityInboundCallsInterceptor activity = new Heartbeats().interceptActivity(new Waiting(until));
        activity.init(context(heartbeatTimeout, heartbeat));
        return activity.execute(new ActivityInput(Header.empty(), new Object[0]))
                .getResult();
    }

    /** An activity that ends once the latch has opened. */
    private record Waiting(CountDownLatch until) implements ActivityInboundCallsInterceptor {

        @Override
        public void init(ActivityExecutionContext context) {
            // it does not heartbeat itself
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            try {
                return new ActivityOutput(until.await(20, TimeUnit.SECONDS) ? "five beats" : "too few beats");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ActivityExecutionContext context(Duration heartbeatTimeout, Runnable heartbeat) {
        ActivityInfo info = answering(ActivityInfo.class, Map.of("getHeartbeatTimeout", () -> heartbeatTimeout));
        Supplier<Object> beat = () -> {
            heartbeat.run();
            return null;
        };
        return answering(ActivityExecutionContext.class, Map.of("getInfo", () -> info, "heartbeat", beat));
    }

    private static <T> T answering(Class<T> kind, Map<String, Supplier<Object>> answers) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (proxy, method, arguments) -> answers.get(method.getName()).get()));
    }
}
