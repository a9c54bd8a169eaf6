// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

import java.time.Instant;
import java.util.Optional;

/** What is in force and since when, and the newer contents that were refused, if there are any. */
public record Loaded<T>(T value, Instant since, Optional<Refusal> refusal) {

    public record Refusal(String reason, Instant since) {}

    Loaded<T> refusing(String reason, Instant at) {
        return new Loaded<>(value, since, Optional.of(new Refusal(reason, at)));
    }
}
