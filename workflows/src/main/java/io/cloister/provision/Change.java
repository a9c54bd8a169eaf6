// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import io.cloister.activity.Operation;
import io.cloister.temporal.FailureTypes;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions.Func;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A step's activity with the operation that it began, awaited to its end. An operation that Azure had accepted and then ended because
 * something else was at work ({@code azure.conflict.retryable}) is begun again after a pause: polling it once more would change nothing.
 *
 * @param begin idempotent, as every start and undo of a step is
 * @param wanted whether it is still to be begun again
 */
record Change(Func<Promise<Optional<Operation>>> begin, ActivityPorts ports, Func<Boolean> wanted) {

    /** Before each new beginning; a conflict that outlives them all is not one that goes away. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60));

    /** Completes when the change is made; fails where it is not. */
    Promise<Void> settled() {
        return settled(0);
    }

    private Promise<Void> settled(int repeats) {
        return begin.apply()
                .thenCompose(operation -> awaited(operation)
                        .handle((done, problem) -> Optional.ofNullable(problem))
                        .thenCompose(problem ->
                                problem.isEmpty() ? Workflow.newPromise(null) : afterConflict(problem.get(), repeats)));
    }

    private Promise<Void> awaited(Optional<Operation> operation) {
        return operation
                .filter(begun -> begun.pollUrl().isPresent())
                .map(begun -> Async.procedure(ports.operations()::awaitOperation, begun))
                .orElseGet(() -> Workflow.newPromise(null));
    }

    private Promise<Void> afterConflict(RuntimeException problem, int repeats) {
        boolean conflict = Failures.of("", problem, Duration.ZERO).type().equals(FailureTypes.CONFLICT_RETRYABLE);
        if (!conflict || repeats == PAUSES.size() || !wanted.apply()) {
            return Workflow.newFailedPromise(problem);
        }
        return Workflow.newTimer(PAUSES.get(repeats))
                .thenCompose(over -> wanted.apply() ? settled(repeats + 1) : Workflow.newFailedPromise(problem));
    }
}
