// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An operation as it is kept. Instants are text, as in ISO 8601.
 *
 * @param subjects see {@link Operation#subjects}; null in a state from before there were any
 * @param lengthMillis of the whole operation by Azure's own pace, while it runs
 * @param left the part of that still to come, from 1 to 0
 * @param endedAt null while it runs
 * @param failure how it has ended or, while it runs, how it is to end; null for well
 * @param output what it answered with; null for nothing
 */
record SavedOperation(
        String id,
        String signature,
        String target,
        String location,
        String kind,
        List<String> subjects,
        String startedAt,
        long lengthMillis,
        double left,
        Operation.Status status,
        String endedAt,
        OperationFailure failure,
        ObjectNode output) {

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    /** @param course null for one that has ended */
    static SavedOperation of(Operation operation, Course course, Instant now) {
        Optional<OperationFailure> failure = course == null ? operation.failure() : course.failure();
        return new SavedOperation(
                operation.id(),
                operation.signature(),
                operation.target().toString(),
                operation.location(),
                operation.kind(),
                operation.subjects(),
                operation.startedAt().toString(),
                course == null ? 0 : course.length().toMillis(),
                operation.left(now),
                operation.status(),
                operation.endedAt().map(Instant::toString).orElse(null),
                failure.orElse(null),
                operation.output().orElse(null));
    }

    static SavedOperation from(JsonNode json) {
        try {
            return JSON.treeToValue(json, SavedOperation.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("an operation in it cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    JsonNode toJson() {
        return JSON.valueToTree(this);
    }

    Course course() {
        return new Course(Duration.ofMillis(lengthMillis), left, Optional.ofNullable(failure));
    }

    Operation operation(SandboxClock clock) {
        Operation operation = new Operation(
                id,
                signature,
                ResourceId.of(target),
                location,
                kind,
                subjects == null ? List.of() : subjects,
                Instant.parse(startedAt),
                clock.now().plus(clock.scaled(course().rest())));
        if (status != Operation.Status.IN_PROGRESS) {
            operation.end(status, failure, Instant.parse(endedAt));
            operation.answerWith(output);
        }
        return operation;
    }
}
