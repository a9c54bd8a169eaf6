// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.throttle;

import io.cloister.sandbox.core.Likeness;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts requests, and refuses those that are too many. Its buckets refill as the sandbox's clock runs. */
public final class Throttle {

    /** Full buckets are forgotten beyond this: a new one is full as well. */
    private static final int MANY = 20_000;
    /** A clock may round to milliseconds. */
    private static final int PRECISION = 1_000;

    private final boolean on;
    private final SandboxClock clock;
    private final Predicate<ResourceId> exists;
    private final Map<String, Bucket> buckets = new HashMap<>();

    public Throttle(Likeness likeness, SandboxClock clock, Predicate<ResourceId> exists) {
        this.on = likeness.hasLimits();
        this.clock = clock;
        this.exists = exists;
    }

    /**
     * What is left, as headers of the answer where it is a success. Throws where there are too many.
     *
     * @param principal object id of who asks
     */
    public Map<String, String> admit(String principal, String method, String path) {
        if (!on) {
            return Map.of();
        }
        Asked asked = asked(principal, method, path);
        Instant now = clock.now();
        List<Limit> limits = Stream.of(ManagerLimits.of(asked), NetworkLimits.of(asked), ComputeLimits.of(asked))
                .flatMap(List::stream)
                .toList();
        Map<String, String> left = new TreeMap<>();
        for (Limit limit : limits) {
            Bucket bucket = bucket(limit, now);
            Duration period = period(limit.rate());
            if (bucket.isEmpty(now, period)) {
                throw refusal(limit, bucket.wait(period));
            }
            String shown = limit.label() + bucket.take();
            if (!limit.header().isEmpty()) {
                left.merge(limit.header(), shown, (one, other) -> one + "," + other);
            }
        }
        return left;
    }

    private Asked asked(String principal, String method, String path) {
        Optional<ResourceId> id = ResourceId.parse(path);
        boolean isNew =
                id.filter(one -> !one.isCollection()).filter(exists.negate()).isPresent();
        return new Asked(principal, method, id, isNew);
    }

    private static ArmError refusal(Limit limit, Duration wait) {
        long millis = Math.max(1, wait.toMillis());
        long seconds = (millis + 999) / 1000;
        return limit.refusal()
                .apply(seconds)
                .withHeader("Retry-After", Long.toString(seconds))
                .withHeader("x-ms-retry-after-ms", Long.toString(millis));
    }

    private Bucket bucket(Limit limit, Instant now) {
        if (buckets.size() > MANY) {
            buckets.values().removeIf(bucket -> bucket.isFull(now, period(bucket.rate())));
        }
        return buckets.computeIfAbsent(limit.key(), key -> new Bucket(limit.rate(), now));
    }

    private Duration period(Rate rate) {
        return clock.scaled(rate.period().multipliedBy(PRECISION)).dividedBy(PRECISION);
    }
}
