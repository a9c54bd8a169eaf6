// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** A histogram from half a millisecond, an idle webhook's time, to ten seconds, the API server's default patience. */
final class Latencies {

    private static final double[] BOUNDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();

    void add(Duration took) {
        double seconds = took.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        int bucket = 0;
        while (bucket < BOUNDS.length && seconds > BOUNDS[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        nanos.add(took.toNanos());
    }

    void write(StringBuilder text, String name) {
        long sum = 0;
        for (int i = 0; i < buckets.length; i++) {
            sum += buckets[i].sum();
            String bound = i < BOUNDS.length ? Double.toString(BOUNDS[i]) : "+Inf";
            Metrics.line(text, name + "_bucket{le=\"" + bound + "\"}", sum);
        }
        Metrics.line(text, name + "_sum", nanos.sum() / (double) TimeUnit.SECONDS.toNanos(1));
        Metrics.line(text, name + "_count", sum);
    }
}
