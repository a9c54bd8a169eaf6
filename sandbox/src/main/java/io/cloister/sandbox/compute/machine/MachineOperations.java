// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.operation.Effects;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is done to machines and takes its time: they are Updating until it ends. Each kind is defined once, by its name, so that
 * an operation that a saved state has under way ends as it would have.
 */
public final class MachineOperations {

    private final Store store;
    private final Operations operations;
    private final Map<String, Kind> kinds = new HashMap<>();

    /**
     * @param done what has become of one of the machines, after the operation on the target
     * @param output what the operation on the target answers with
     */
    private record Kind(BiConsumer<ResourceId, ObjectNode> done, Function<ResourceId, Optional<ObjectNode>> output) {}

    public MachineOperations(Store store, Operations operations) {
        this.store = store;
        this.operations = operations;
        for (PowerAction action : PowerAction.values()) {
            define(kind(action), (target, machine) -> action.complete(machine, store));
        }
    }

    /** @param done what has become of one of the machines, after the operation on the target that is its first argument */
    public void define(String kind, BiConsumer<ResourceId, ObjectNode> done) {
        define(kind, new Kind(done, target -> Optional.empty()));
    }

    /** One that tells something and leaves the machine as it is. */
    public void define(String kind, Function<ResourceId, ObjectNode> output) {
        define(kind, new Kind((target, machine) -> {}, output.andThen(Optional::of)));
    }

    private void define(String name, Kind kind) {
        kinds.put(name, kind);
        operations.resumeWith(name, operation -> effects(operation.target(), operation.subjects(), kind));
    }

    /** As the log of operations names it. */
    static String kind(PowerAction action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public Reply begin(Call call, ResourceId target, List<ObjectNode> machines, PowerAction action) {
        return begin(call, target, machines, action, kind(action));
    }

    /** @param kind how it is defined, where that is not the action itself */
    public Reply begin(Call call, ResourceId target, List<ObjectNode> machines, PowerAction action, String kind) {
        action.meanwhile().ifPresent(power -> machines.forEach(power::set));
        return begin(call, target, machines, action.length(), kind);
    }

    /**
     * @param target what the operation is on: a machine, or the scale set of several
     * @param machines what it is done to
     */
    public Reply begin(Call call, ResourceId target, List<ObjectNode> machines, Duration length, String kind) {
        List<String> ids =
                machines.stream().map(machine -> machine.path("id").asText()).toList();
        machines.forEach(machine -> provisioning(machine, "Updating"));
        String location =
                store.get(target).map(found -> found.path("location").asText()).orElse("global");
        Operation operation = operations.start(
                target, location, kind, ids, length, call.failure(), effects(target, ids, kinds.get(kind)));
        return Reply.empty(202).withHeaders(operation.headers(call, operations.now(), true));
    }

    private Effects effects(ResourceId target, List<String> ids, Kind kind) {
        return new Effects() {
            @Override
            public void underway() {
                // Its outcome shows at its end.
            }

            @Override
            public void succeeded() {
                each(ids, machine -> {
                    provisioning(machine, "Succeeded");
                    kind.done.accept(target, machine);
                });
            }

            @Override
            public Optional<ObjectNode> output() {
                return kind.output.apply(target);
            }

            @Override
            public void failed() {
                each(ids, machine -> provisioning(machine, "Failed"));
            }
        };
    }

    private void each(List<String> ids, Consumer<ObjectNode> action) {
        ids.forEach(id -> store.get(id).ifPresent(action));
    }

    private void provisioning(ObjectNode machine, String word) {
        machine.withObject("/properties").put("provisioningState", word);
        store.put(ResourceId.of(machine.path("id").asText()), machine);
    }
}
