// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

import java.time.Instant;
import java.util.Optional;

/**
 * What is in force and since when, and the newer contents that were refused, if there are any.
 *
 * @param generation 1 for what was there at the start, one more for every load since
 */
public record Loaded<T>(T value, int generation, Instant since, Optional<Refusal> refusal) {

    public record Refusal(String reason, Instant since) {}

    Loaded<T> refusing(String reason, Instant at) {
        return new Loaded<>(value, generation, since, Optional.of(new Refusal(reason, at)));
    }
}
