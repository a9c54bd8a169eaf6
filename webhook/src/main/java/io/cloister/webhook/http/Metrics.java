// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** What an operator watches, in Prometheus' text format; no label comes from a request. */
public final class Metrics {

    private static final String REVIEWS = "cloister_webhook_reviews_total";
    private static final String DURATION = "cloister_webhook_review_duration_seconds";
    private static final String RELOADS = "cloister_webhook_reloads_total";

    private final Map<String, LongAdder> reviews = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> reloads = new ConcurrentSkipListMap<>();
    private final Map<String, Gauge> gauges = new ConcurrentSkipListMap<>();
    private final Latencies latencies = new Latencies();

    /** @param result one of a few fixed words */
    public void reviewed(String result, Duration took) {
        count(reviews, "{result=\"" + result + "\"}");
        latencies.add(took);
    }

    public void reloaded(String file, String outcome) {
        count(reloads, "{file=\"" + file + "\",outcome=\"" + outcome + "\"}");
    }

    /** @param name without the program's prefix; read whenever the metrics are asked for */
    public void gauge(String name, String help, DoubleSupplier value) {
        gauges.put("cloister_webhook_" + name, new Gauge(help, value));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        counters(text, REVIEWS, "Admission reviews by result.", reviews);
        family(text, DURATION, "histogram", "Seconds from a request's first byte read to its answer.");
        latencies.write(text, DURATION);
        counters(text, RELOADS, "Changed files, by whether their contents were loaded or refused.", reloads);
        gauges.forEach((name, gauge) -> {
            family(text, name, "gauge", gauge.help());
            line(text, name, gauge.value().getAsDouble());
        });
        return text.toString();
    }

    static void line(StringBuilder text, String name, double value) {
        text.append(name).append(' ');
        if (value == Math.rint(value)) {
            text.append((long) value);
        } else {
            text.append(value);
        }
        text.append('\n');
    }

    private static void counters(StringBuilder text, String name, String help, Map<String, LongAdder> counters) {
        family(text, name, "counter", help);
        counters.forEach((labels, value) -> line(text, name + labels, value.sum()));
    }

    private static void family(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void count(Map<String, LongAdder> counters, String labels) {
        counters.computeIfAbsent(labels, absent -> new LongAdder()).increment();
    }

    private record Gauge(String help, DoubleSupplier value) {}
}
