// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The long-running operations. They advance with the clock, whether anyone polls them or not. */
public final class Operations {

    /** What an operation does to its resource as it goes on. */
    public interface Effects {
        void underway();

        void succeeded();

        void failed();
    }

    private static final double UNDERWAY = 0.6;

    private final SandboxClock clock;
    private final OperationLog log;
    private final Consumer<Runnable> locked;
    private final Map<String, Operation> byId = new HashMap<>();
    private final List<Operation> running = new ArrayList<>();

    /** @param locked runs an action under the core's lock */
    public Operations(SandboxClock clock, OperationLog log, Consumer<Runnable> locked) {
        this.clock = clock;
        this.log = log;
        this.locked = locked;
    }

    public Operation start(
            ResourceId target,
            String location,
            String kind,
            Duration length,
            Optional<OperationFailure> failure,
            Effects effects) {
        String id = UUID.randomUUID().toString();
        String signature = UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.now();
        Operation operation = new Operation(id, signature, target, location, now, now.plus(clock.scaled(length)));
        byId.put(id, operation);
        running.add(operation);
        if (failure.isEmpty()) {
            Duration part = Duration.ofMillis((long) (length.toMillis() * UNDERWAY));
            clock.after(part, () -> whileRunning(operation, effects::underway));
        }
        clock.after(
                length,
                () -> whileRunning(operation, () -> {
                    Operation.Status outcome = failure.isEmpty() ? Operation.Status.SUCCEEDED : Operation.Status.FAILED;
                    end(operation, kind, outcome, failure.orElse(null));
                    if (failure.isEmpty()) {
                        effects.succeeded();
                    } else {
                        effects.failed();
                    }
                }));
        return operation;
    }

    /** Something that was done when it was answered. */
    public void immediate(ResourceId target, String kind) {
        Instant now = clock.now();
        log.add(new OperationLog.Entry(target.toString(), kind, now, now, Set.of(), true));
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What is being done to the resource, to a part of it, or to what it is a part of. */
    Optional<Operation> on(ResourceId id) {
        String unit = Conflicts.unit(id).key();
        return running.stream()
                .filter(operation -> Conflicts.unit(operation.target()).key().equals(unit))
                .findFirst();
    }

    /** A deletion takes the place of what runs on a machine. */
    public void preempt(ResourceId id) {
        for (Operation operation : List.copyOf(running)) {
            if (operation.target().root().key().equals(id.root().key())) {
                end(
                        operation,
                        "update",
                        Operation.Status.CANCELED,
                        new OperationFailure(
                                409,
                                "OperationPreempted",
                                "The operation has been preempted by a more recent operation."));
            }
        }
    }

    public Instant now() {
        return clock.now();
    }

    private void whileRunning(Operation operation, Runnable action) {
        locked.accept(() -> {
            if (operation.isRunning()) {
                action.run();
            }
        });
    }

    private void end(Operation operation, String kind, Operation.Status outcome, OperationFailure failure) {
        operation.end(outcome, failure, clock.now());
        running.remove(operation);
        log.add(new OperationLog.Entry(
                operation.target().toString(),
                kind,
                operation.startedAt(),
                clock.now(),
                Set.of(),
                outcome == Operation.Status.SUCCEEDED));
    }
}
