// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import io.cloister.sandbox.protocol.OperationFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to become of a running operation.
 *
 * @param length the whole of it, by Azure's own pace
 * @param left the part of that which is still to come, from 1 to 0
 * @param failure how it is to fail
 */
record Course(Duration length, double left, Optional<OperationFailure> failure) {

    Duration rest() {
        return part(left);
    }

    /** Empty where that point has passed, and for an operation that is to fail. */
    Optional<Duration> untilUnderway(double point) {
        double until = point - (1 - left);
        return failure.isPresent() || until < 0 ? Optional.empty() : Optional.of(part(until));
    }

    private Duration part(double of) {
        return Duration.ofMillis((long) (length.toMillis() * of));
    }
}
