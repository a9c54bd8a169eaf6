// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ScaledClockTest {

    @Test
    void evenAnErrorIsLogged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ScaledClock.class);
        CompletableFuture<String> logged = new CompletableFuture<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.complete(event.getThrowableProxy().getMessage());
            }
        };
        appender.start();
        logger.setLevel(Level.ERROR);
        logger.addAppender(appender);
        try (ScaledClock clock = new ScaledClock(1)) {
            clock.after(Duration.ZERO, () -> {
                throw new StackOverflowError("too deep");
            });

            assertThat(logged.get(10, TimeUnit.SECONDS)).isEqualTo("too deep");
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(null);
        }
    }
}
