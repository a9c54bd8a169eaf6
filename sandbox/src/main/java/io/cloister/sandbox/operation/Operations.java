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
import java.util.Iterator;
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

    private static final double UNDERWAY = 0.6;
    /** The oldest that have ended are forgotten beyond this. */
    private static final int KEPT = 10_000;

    private final SandboxClock clock;
    private final OperationLog log;
    private final Consumer<Runnable> locked;
    private final Map<String, Operation> byId = new LinkedHashMap<>();
    private final List<Operation> running = new ArrayList<>();
    private final Map<Operation, Course> courses = new HashMap<>();
    private final Map<String, Function<Operation, Effects>> resumptions = new HashMap<>();
    private final Holds holds = new Holds();

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
        return start(target, location, kind, List.of(), length, failure, effects);
    }

    /** @param subjects the ids of what it is done to beside its target */
    public Operation start(
            ResourceId target,
            String location,
            String kind,
            List<String> subjects,
            Duration length,
            Optional<OperationFailure> failure,
            Effects effects) {
        String id = UUID.randomUUID().toString();
        String signature = UUID.randomUUID().toString().replace("-", "");
        Instant now = clock.now();
        Operation operation =
                new Operation(id, signature, target, location, kind, subjects, now, now.plus(clock.scaled(length)));
        byId.put(id, operation);
        forgetOldest();
        run(operation, new Course(length, 1, failure), effects);
        return operation;
    }

    /** What begins an operation anew that was running when its state was saved; its effects by its kind. */
    public void resumeWith(String kind, Function<Operation, Effects> effects) {
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
        holds.clear();
        saved.forEach(json -> {
            SavedOperation one = SavedOperation.from(json);
            Operation operation = one.operation(clock);
            byId.put(operation.id(), operation);
            if (operation.isRunning()) {
                run(operation, one.course(), resumption(operation).apply(operation));
            }
        });
    }

    private Function<Operation, Effects> resumption(Operation operation) {
        Function<Operation, Effects> resumption = resumptions.get(operation.kind());
        if (resumption == null) {
            throw new IllegalArgumentException("nobody knows how to go on with '" + operation.kind() + "'");
        }
        return resumption;
    }

    private void run(Operation operation, Course course, Effects effects) {
        running.add(operation);
        courses.put(operation, course);
        course.untilUnderway(UNDERWAY)
                .ifPresent(part -> clock.after(part, () -> whileRunning(operation, effects::underway)));
        clock.after(course.rest(), () -> whileRunning(operation, () -> end(operation, course.failure(), effects)));
    }

    private void end(Operation operation, Optional<OperationFailure> failure, Effects effects) {
        if (holds.defer(operation, () -> end(operation, failure, effects))) {
            return;
        }
        if (failure.isEmpty()) {
            end(operation, Operation.Status.SUCCEEDED, null);
            effects.succeeded();
            effects.output().ifPresent(operation::answerWith);
        } else if (failure.get().isCanceled()) {
            end(operation, Operation.Status.CANCELED, failure.get());
            effects.canceled();
        } else {
            end(operation, Operation.Status.FAILED, failure.get());
            effects.failed();
        }
    }

    /** Keeps what runs on a resource from ending, until the reason is taken away. */
    public void hold(ResourceId target, String reason) {
        of(target).forEach(operation -> holds.add(operation, reason));
    }

    /** Lets go on what was held for this reason; what is overdue ends at once. */
    public void release(String reason) {
        locked.accept(() -> holds.release(reason));
    }

    /** Forgets the record of what runs on a resource; it goes on nevertheless. */
    public void lose(ResourceId target) {
        byId.values().removeAll(of(target));
    }

    private List<Operation> of(ResourceId target) {
        return running.stream()
                .filter(operation -> operation.target().key().equals(target.key()))
                .toList();
    }

    private void forgetOldest() {
        Iterator<Operation> oldestFirst = byId.values().iterator();
        for (int surplus = byId.size() - KEPT; surplus > 0 && oldestFirst.hasNext(); ) {
            if (!oldestFirst.next().isRunning()) {
                oldestFirst.remove();
                surplus--;
            }
        }
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
        return running.stream()
                .filter(operation -> apart
                        ? (id.key() + "/").startsWith(operation.target().key() + "/")
                        : Conflicts.collide(operation.target(), id))
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
        holds.remove(operation);
        log.add(new OperationLog.Entry(
                operation.target().toString(),
                operation.kind(),
                operation.startedAt(),
                clock.now(),
                Set.of(),
                outcome == Operation.Status.SUCCEEDED));
    }
}
