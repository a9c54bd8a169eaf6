// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

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
    private final Map<String, Operation> byId = new LinkedHashMap<>();
    private final List<Operation> running = new ArrayList<>();
    private final Map<Operation, Course> courses = new HashMap<>();
    private final Map<String, Function<ResourceId, Effects>> resumptions = new HashMap<>();

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
        Operation operation = new Operation(id, signature, target, location, kind, now, now.plus(clock.scaled(length)));
        byId.put(id, operation);
        run(operation, new Course(length, 1, failure), effects);
        return operation;
    }

    /** What begins an operation anew that was running when its state was saved; effects by what it does to which resource. */
    public void resumeWith(String kind, Function<ResourceId, Effects> effects) {
        resumptions.put(kind, effects);
    }

    public List<Operation> running() {
        return List.copyOf(running);
    }

    public JsonNode save() {
        Instant now = clock.now();
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        byId.values()
                .forEach(operation -> saved.add(SavedOperation.of(operation, courses.get(operation), now)
                        .toJson()));
        return saved;
    }

    /** Puts what {@link #save} gave in place of all operations; those that ran go on for the rest of their time. */
    public void restore(JsonNode saved) {
        byId.clear();
        running.clear();
        courses.clear();
        saved.forEach(json -> {
            SavedOperation one = SavedOperation.from(json);
            Operation operation = one.operation(clock);
            byId.put(operation.id(), operation);
            if (operation.isRunning()) {
                // An action, such as a start, ends as an update of its target does.
                Function<ResourceId, Effects> effects =
                        resumptions.getOrDefault(operation.kind(), resumptions.get("update"));
                run(operation, one.course(), effects.apply(operation.target()));
            }
        });
    }

    private void run(Operation operation, Course course, Effects effects) {
        running.add(operation);
        courses.put(operation, course);
        course.untilUnderway(UNDERWAY)
                .ifPresent(part -> clock.after(part, () -> whileRunning(operation, effects::underway)));
        Optional<OperationFailure> failure = course.failure();
        clock.after(
                course.rest(),
                () -> whileRunning(operation, () -> {
                    Operation.Status outcome = failure.isEmpty() ? Operation.Status.SUCCEEDED : Operation.Status.FAILED;
                    end(operation, outcome, failure.orElse(null));
                    if (failure.isEmpty()) {
                        effects.succeeded();
                    } else {
                        effects.failed();
                    }
                }));
    }

    /** Something that was done when it was answered. */
    public void immediate(ResourceId target, String kind) {
        Instant now = clock.now();
        log.add(new OperationLog.Entry(target.toString(), kind, now, now, Set.of(), true));
    }

    public Optional<Operation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * What is being done to the resource, to a part of it, or to what it is a part of. The machines of a scale set are
     * worked on side by side.
     */
    Optional<Operation> on(ResourceId id) {
        boolean apart = id.namespace().equalsIgnoreCase("Microsoft.Compute");
        String unit = Conflicts.unit(id).key();
        return running.stream()
                .filter(operation -> apart
                        ? (id.key() + "/").startsWith(operation.target().key() + "/")
                        : Conflicts.unit(operation.target()).key().equals(unit))
                .findFirst();
    }

    /** A deletion takes the place of what runs on a machine. */
    public void preempt(ResourceId id) {
        for (Operation operation : List.copyOf(running)) {
            if ((operation.target().key() + "/").startsWith(id.key() + "/")) {
                end(
                        operation,
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
            if (running.contains(operation)) {
                action.run();
            }
        });
    }

    private void end(Operation operation, Operation.Status outcome, OperationFailure failure) {
        operation.end(outcome, failure, clock.now());
        running.remove(operation);
        courses.remove(operation);
        log.add(new OperationLog.Entry(
                operation.target().toString(),
                operation.kind(),
                operation.startedAt(),
                clock.now(),
                Set.of(),
                outcome == Operation.Status.SUCCEEDED));
    }
}
