// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.body.Etags;
import io.cloister.sandbox.manager.body.PropertyTypes;
import io.cloister.sandbox.manager.body.State;
import io.cloister.sandbox.manager.body.Tags;
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
import io.cloister.sandbox.resource.Write;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** PUT and PATCH: checked in Azure's order (group, parent, policy, conflict, content), then accepted. */
public final class Writes {

    private static final String SUCCEEDED = "Succeeded";
    /** Of whose resources none has a place of its own. */
    private static final Set<String> NOWHERE =
            Set.of("Microsoft.Authorization", "Microsoft.Management", "Microsoft.PolicyInsights");

    private final Store store;
    private final ResourceTypes types;
    private final Operations operations;
    private final Gate gate;
    private final boolean patient;

    /** @param patient whether a network resource has to be written to its end before others point at it */
    public Writes(Store store, ResourceTypes types, Operations operations, Gate gate, boolean patient) {
        this.store = store;
        this.types = types;
        this.operations = operations;
        this.gate = gate;
        this.patient = patient;
        operations.resumeWith("create", operation -> effects(operation.target()));
        operations.resumeWith("update", operation -> effects(operation.target()));
    }

    Reply write(Call call, ResourceId asked) {
        ResourceType type = types.require(asked);
        ResourceId id = canonical(asked.typed(type.type()));
        Optional<ObjectNode> before = store.get(id);
        boolean patch = call.is("PATCH");
        if (patch && before.isEmpty()) {
            throw ArmError.notFound(id);
        }
        boolean merge = patch || type.mergesOnPut();
        ObjectNode sent = call.json();
        PropertyTypes.check(id, sent);
        Tags.asTexts(sent.path("tags"));
        boolean onlyTags = patch && type.patchesTagsOnly();
        if (onlyTags) {
            sent.retain("tags");
        }
        ObjectNode state = State.of(id, type, sent, before, merge);
        requireLocation(id, state, before);
        gate.admit(call, id, state);
        Conflicts.refuse(call, id, operations);
        Etags.check(call, id, before);
        if (patient) {
            Conflicts.refuseUnsettled(id, state, store, operations);
        }
        type.write(new Write(id, state, before, call.apiVersion(), store));
        Duration length =
                before.isPresent() ? type.timing().update() : type.timing().create();
        return length.isZero() || onlyTags
                ? atOnce(call, id, type, state, before.isPresent())
                : begin(call, id, type, state, before.isPresent(), length);
    }

    /** Puts a resource there without asking anyone; its type still completes it. */
    public void seed(String given, ObjectNode resource) {
        ResourceId asked = ResourceId.of(given);
        ResourceType type = types.require(asked);
        ResourceId id = canonical(asked.typed(type.type()));
        ObjectNode state = State.of(id, type, resource, Optional.empty(), false);
        type.write(new Write(id, state, Optional.empty(), "2025-03-01", store));
        settle(id, type, state);
    }

    private Reply atOnce(Call call, ResourceId id, ResourceType type, ObjectNode state, boolean existed) {
        call.failure().ifPresent(failure -> {
            throw new ArmError(failure.status(), failure.code(), failure.message());
        });
        settle(id, type, state);
        operations.immediate(id, existed ? "update" : "create");
        int status = existed ? call.is("PATCH") ? 200 : type.updateStatus() : type.createStatus();
        return Reply.of(status, Shown.of(type, state, new Backlinks(store)));
    }

    private void settle(ResourceId id, ResourceType type, ObjectNode state) {
        State.provisioning(type, state, SUCCEEDED);
        store.put(id, state);
        type.accepted(id, store);
        type.underway(id, store);
        type.completed(id, store);
    }

    private Reply begin(
            Call call, ResourceId id, ResourceType type, ObjectNode state, boolean existed, Duration length) {
        boolean newMachine = !existed && id.namespace().equals("Microsoft.Compute");
        String running = newMachine ? "Creating" : "Updating";
        State.provisioning(type, state, type.timing().bodyAtOnce() ? SUCCEEDED : running);
        Optional<ObjectNode> old = store.get(id);
        store.put(id, state);
        if (call.failure().isEmpty()) {
            accept(id, type, old);
        }
        Operation operation = operations.start(
                id,
                state.path("location").asText("global"),
                existed ? "update" : "create",
                length,
                call.failure(),
                effects(id));
        Reply reply = Reply.of(
                existed ? type.updateStatus() : type.createStatus(), Shown.of(type, state, new Backlinks(store)));
        boolean quiet = existed && call.is("PUT") && type.updatesQuietly();
        return quiet ? reply : reply.withHeaders(operation.headers(call, operations.now(), false));
    }

    private Effects effects(ResourceId id) {
        return new Writing(id, types.require(id));
    }

    /** A scale set may find its subnet full only here: then nothing of the write stays. */
    private void accept(ResourceId id, ResourceType type, Optional<ObjectNode> old) {
        try {
            type.accepted(id, store);
        } catch (ArmError refused) {
            old.ifPresentOrElse(
                    before -> store.put(id, before),
                    () -> store.remove(id).ifPresent(gone -> type.deleted(id, gone, store)));
            throw refused;
        }
    }

    private static void requireLocation(ResourceId id, ObjectNode state, Optional<ObjectNode> before) {
        boolean tracked = id.isTopLevel() && !NOWHERE.contains(id.namespace());
        if (tracked && state.path("location").asText().isBlank()) {
            throw ArmError.badRequest(
                    "LocationRequired", "The location property is required for the resource '" + id.name() + "'.");
        }
        if (tracked && before.isEmpty()) {
            Locations.require(
                    id, state.path("type").asText(), state.path("location").asText());
        }
        before.map(old -> old.path("location").asText())
                .filter(old -> tracked
                        && !id.isGroup()
                        && !old.equalsIgnoreCase(state.path("location").asText()))
                .ifPresent(old -> {
                    throw ArmError.conflict(
                            "InvalidResourceLocation",
                            "The resource '" + id.name() + "' already exists in location '" + old
                                    + "' in resource group '"
                                    + id.groupId()
                                            .map(group -> ResourceId.of(group).name())
                                            .orElse("")
                                    + "'. A resource with the same name cannot be created in location '"
                                    + state.path("location").asText() + "'. Please select a new resource name.");
                });
    }

    /** The id in the case of what exists already; refuses one whose group or parent does not. */
    private ResourceId canonical(ResourceId id) {
        Optional<ObjectNode> existing = store.get(id);
        if (existing.isPresent()) {
            return ResourceId.of(existing.get().path("id").asText());
        }
        Optional<ObjectNode> group = id.groupId()
                .filter(groupId -> !id.isGroup())
                .map(groupId -> store.get(groupId).orElseThrow(() -> ArmError.notFound(ResourceId.of(groupId))));
        if (!id.isTopLevel()) {
            ObjectNode parent = store.get(id.parent())
                    .orElseThrow(() -> new ArmError(
                            404,
                            "ParentResourceNotFound",
                            "Failed to perform 'write' on resource(s) of type '" + String.join("/", id.types())
                                    + "', because the parent resource '" + id.parent() + "' could not be found."));
            return ResourceId.of(parent.path("id").asText()).child(id.lastType(), id.name());
        }
        return group.map(found -> found.path("id").asText())
                .filter(groupId -> ResourceId.key(groupId).equals(ResourceId.key(id.scope())))
                .map(groupId -> new ResourceId(groupId, id.namespace(), id.types(), id.names()))
                .orElse(id);
    }

    private final class Writing implements Effects {

        private final ResourceId id;
        private final ResourceType type;

        Writing(ResourceId id, ResourceType type) {
            this.id = id;
            this.type = type;
        }

        @Override
        public void underway() {
            type.underway(id, store);
        }

        @Override
        public void succeeded() {
            end(SUCCEEDED);
            type.completed(id, store);
        }

        @Override
        public void failed() {
            end("Failed");
        }

        @Override
        public void canceled() {
            end("Canceled");
        }

        private void end(String word) {
            store.get(id).ifPresent(state -> {
                State.provisioning(type, state, word);
                store.put(id, state);
            });
        }
    }
}
