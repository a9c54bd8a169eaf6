// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;

/** The SDK's own metrics, as Prometheus reads them. */
final class Metrics implements AutoCloseable {

    private static final double REPORT_SECONDS = 5;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Scope scope = new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(Duration.ofSeconds(REPORT_SECONDS));

    Scope scope() {
        return scope;
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        try {
            scope.close();
        } catch (ScopeCloseException unreported) {
            throw new IllegalStateException("the last metrics could not be reported", unreported);
        } finally {
            registry.close();
        }
    }
}
