// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.azure.arm.Arm;
import io.cloister.activities.azure.arm.ArmError;
import io.cloister.activities.azure.arm.ArmResponse;
import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.activity.Operation;
import io.cloister.temporal.FailureDetail;
import io.cloister.temporal.FailureTypes;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks until an operation ends, or until it has been asked for long enough in one go. */
final class OperationPolling {

    /** About the longest that one attempt may hold a slot. */
    private static final Duration PATIENCE = Duration.ofSeconds(55);

    private final Arm arm;
    private final Pause pause;
    private final Clock clock;
    private final Runnable heartbeat;

    OperationPolling(Arm arm, Pause pause, Clock clock, Runnable heartbeat) {
        this.arm = arm;
        this.pause = pause;
        this.clock = clock;
        this.heartbeat = heartbeat;
    }

    /** @throws ApplicationFailure {@code azure.lro.running} where it must be asked again later; others where it has failed */
    void untilEnd(Operation operation, String pollUrl) {
        Instant end = clock.instant().plus(PATIENCE);
        while (true) {
            heartbeat.run();
            Answer answer = ask(operation, pollUrl);
            if (answer.state() instanceof OperationState.Done) {
                return;
            }
            if (answer.state() instanceof OperationState.Ended ended) {
                throw failed(operation, answer.response(), ended);
            }
            Duration delay = PollDelay.after(answer.response(), operation.kind());
            if (Thread.currentThread().isInterrupted()
                    || clock.instant().plus(delay).isAfter(end)) {
                throw running(operation, delay);
            }
            heartbeat.run();
            pause.forDuration(delay);
            if (Thread.currentThread().isInterrupted()) {
                throw running(operation, delay);
            }
        }
    }

    private Answer ask(Operation operation, String pollUrl) {
        if (pollUrl.startsWith("/")) {
            return askResource(operation);
        }
        ArmResponse response = arm.get(pollUrl);
        if (response.status() == 404) {
            // Azure forgets operations after a while, and a deletion's Location may go with what it deletes.
            return askResource(operation);
        }
        return new Answer(checked(operation, response), OperationState.ofOperation(response));
    }

    private Answer askResource(Operation operation) {
        ArmResponse response = arm.get(operation.resource());
        if (response.status() != 404) {
            checked(operation, response);
        }
        return new Answer(response, OperationState.ofResource(response, operation.deletion()));
    }

    /** An error here means that the status could not be read, not that the operation has failed. */
    private static ArmResponse checked(Operation operation, ArmResponse response) {
        if (!response.succeeded()) {
            throw AzureFailures.of(
                    ArmError.of(response),
                    "read the state of " + operation.kind(),
                    operation.resource().value());
        }
        return response;
    }

    private static ApplicationFailure failed(Operation operation, ArmResponse response, OperationState.Ended ended) {
        String action = "finish " + operation.kind() + " (" + ended.status() + ")";
        JsonNode error = ended.error();
        return AzureFailures.of(
                ArmError.ofOperation(response, error),
                action,
                operation.resource().value());
    }

    private static ApplicationFailure running(Operation operation, Duration delay) {
        return ApplicationFailure.newBuilder()
                .setType(FailureTypes.OPERATION_RUNNING)
                .setMessage(operation.kind() + " of " + operation.resource().name() + " is still running in Azure")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .setDetails(FailureDetail.of(operation.resource().value(), ""))
                .build();
    }

    private record Answer(ArmResponse response, OperationState state) {}
}
