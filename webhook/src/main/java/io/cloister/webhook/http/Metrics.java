// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters in Prometheus' text format; no label comes from a request. */
public final class Metrics {

    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();

    public void reviewed(String outcome) {
        count("cloister_webhook_reviews_total{outcome=\"" + outcome + "\"}");
    }

    public void reloaded(String file, String outcome) {
        count("cloister_webhook_reloads_total{file=\"" + file + "\",outcome=\"" + outcome + "\"}");
    }

    String text() {
        StringBuilder text = new StringBuilder();
        counters.forEach((name, value) ->
                text.append(name).append(' ').append(value.sum()).append('\n'));
        return text.toString();
    }

    private void count(String name) {
        counters.computeIfAbsent(name, absent -> new LongAdder()).increment();
    }
}
