// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.body.Etags;
import io.cloister.sandbox.manager.body.State;
import io.cloister.sandbox.operation.Conflicts;
import io.cloister.sandbox.operation.Effects;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** DELETE: 204 for what is not there, refused while something uses it, 202 for what takes its time. */
public final class Deletes {

    private final Store store;
    private final ResourceTypes types;
    private final Operations operations;
    private final Gate gate;

    public Deletes(Store store, ResourceTypes types, Operations operations, Gate gate) {
        this.store = store;
        this.types = types;
        this.operations = operations;
        this.gate = gate;
        operations.resumeWith("delete", operation -> effects(operation.target()));
    }

    Reply delete(Call call, ResourceId asked) {
        ResourceType type = types.require(asked);
        Optional<ObjectNode> found = store.get(asked);
        if (found.isEmpty()) {
            if (asked.isGroup()) {
                throw ArmError.notFound(asked);
            }
            return Reply.empty(204);
        }
        ObjectNode resource = found.get();
        ResourceId id = ResourceId.of(resource.path("id").asText());
        gate.admitDeletion(call, id, resource);
        if (id.namespace().equals("Microsoft.Compute")) {
            operations.preempt(id);
        } else {
            Conflicts.refuse(call, id, operations);
        }
        Etags.check(call, id, found);
        type.refuseDelete(id, resource, store);
        Duration length = type.timing().delete();
        return length.isZero() ? atOnce(call, id, type) : begin(call, id, type, resource, length);
    }

    private Reply atOnce(Call call, ResourceId id, ResourceType type) {
        call.failure().ifPresent(failure -> {
            throw new ArmError(failure.status(), failure.code(), failure.message());
        });
        ObjectNode last = remove(id, type).orElseThrow(() -> ArmError.notFound(id));
        operations.immediate(id, "delete");
        return Reply.ok(Shown.of(type, last, new Backlinks(store)));
    }

    private Reply begin(Call call, ResourceId id, ResourceType type, ObjectNode resource, Duration length) {
        State.provisioning(type, resource, "Deleting");
        store.put(id, resource);
        Operation operation = operations.start(
                id, resource.path("location").asText("global"), "delete", length, call.failure(), effects(id));
        return Reply.empty(202).withHeaders(operation.headers(call, operations.now(), true));
    }

    private Effects effects(ResourceId id) {
        ResourceType type = types.require(id);
        return new Effects() {
            @Override
            public void underway() {
                // A deletion shows nothing of its course.
            }

            @Override
            public void succeeded() {
                remove(id, type);
            }

            @Override
            public void failed() {
                store.get(id).ifPresent(state -> {
                    State.provisioning(type, state, "Failed");
                    store.put(id, state);
                });
            }
        };
    }

    private Optional<ObjectNode> remove(ResourceId id, ResourceType type) {
        List<ObjectNode> inside = id.isGroup() ? store.under(id + "/").toList() : List.of();
        Optional<ObjectNode> last = store.remove(id);
        last.ifPresent(resource -> type.deleted(id, resource, store));
        inside.forEach(this::taken);
        return last;
    }

    /** What went with its group is told so too: others in other groups may have been connected with it. */
    private void taken(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        types.find(id).ifPresent(type -> type.deleted(id, resource, store));
    }
}
