// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Something that is done to machines and takes its time: they are Updating until it ends. */
public final class MachineOperation {

    private final Store store;
    private final Operations operations;

    public MachineOperation(Store store, Operations operations) {
        this.store = store;
        this.operations = operations;
    }

    /**
     * Begins it.
     *
     * @param target what the operation is on: a machine, or the scale set of several
     * @param machines what it is done to
     * @param meanwhile their power until it ends; empty where it stays as it is
     * @param done what has become of one of them
     */
    public Reply begin(
            Call call,
            ResourceId target,
            List<ObjectNode> machines,
            Duration length,
            Optional<Power> meanwhile,
            Consumer<ObjectNode> done) {
        List<String> ids =
                machines.stream().map(machine -> machine.path("id").asText()).toList();
        machines.forEach(machine -> {
            meanwhile.ifPresent(power -> power.set(machine));
            provisioning(machine, "Updating");
        });
        String location =
                store.get(target).map(found -> found.path("location").asText()).orElse("global");
        Operation operation =
                operations.start(target, location, "update", length, call.failure(), new Operations.Effects() {
                    @Override
                    public void underway() {
                        // Its outcome shows at its end.
                    }

                    @Override
                    public void succeeded() {
                        each(ids, machine -> {
                            provisioning(machine, "Succeeded");
                            done.accept(machine);
                        });
                    }

                    @Override
                    public void failed() {
                        each(ids, machine -> provisioning(machine, "Failed"));
                    }
                });
        return Reply.empty(202).withHeaders(operation.headers(call, operations.now(), true));
    }

    private void each(List<String> ids, Consumer<ObjectNode> action) {
        ids.forEach(id -> store.get(id).ifPresent(action));
    }

    private void provisioning(ObjectNode machine, String word) {
        machine.withObject("/properties").put("provisioningState", word);
        store.put(ResourceId.of(machine.path("id").asText()), machine);
    }
}
