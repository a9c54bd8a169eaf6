// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import java.time.Duration;

/**
 * How long Azure takes over a type of resource, as seen in public logs (medians). Zero: it answers when it is done.
 *
 * @param bodyAtOnce whether the answer to a PUT says Succeeded although its operation still runs, as a load
 *     balancer's does
 */
public record Timing(Duration create, Duration update, Duration delete, boolean bodyAtOnce) {

    public static final Timing IMMEDIATE = seconds(0, 0, 0);

    public static Timing seconds(long create, long update, long delete) {
        return new Timing(Duration.ofSeconds(create), Duration.ofSeconds(update), Duration.ofSeconds(delete), false);
    }

    public Timing withBodyAtOnce() {
        return new Timing(create, update, delete, true);
    }
}
