// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;

/** Resources and collections of them, whatever their type. */
public final class ResourceRoutes implements Route {

    private final Store store;
    private final ResourceTypes types;
    private final Writes writes;
    private final Deletes deletes;

    public ResourceRoutes(Store store, ResourceTypes types, Writes writes, Deletes deletes) {
        this.store = store;
        this.types = types;
        this.writes = writes;
        this.deletes = deletes;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path()).map(id -> id.isCollection() ? collection(call, id) : resource(call, id));
    }

    private Reply resource(Call call, ResourceId id) {
        return switch (call.method()) {
            case "GET" -> Reply.ok(get(call, id));
            case "HEAD" -> Reply.empty(store.get(id).isPresent() ? 204 : 404);
            case "PUT", "PATCH" -> writes.write(call, id);
            case "DELETE" -> deletes.delete(call, id);
            default -> throw call.notAllowed();
        };
    }

    private Reply collection(Call call, ResourceId collection) {
        if (!call.is("GET")) {
            throw call.notAllowed();
        }
        collection.groupId().filter(group -> store.get(group).isEmpty()).ifPresent(group -> {
            throw ArmError.notFound(ResourceId.of(group));
        });
        if (!collection.isTopLevel() && store.get(collection.parent()).isEmpty()) {
            throw ArmError.notFound(collection.parent());
        }
        List<ObjectNode> found = store.list(collection);
        if (found.isEmpty() && collection.isTopLevel()) {
            types.require(collection);
        }
        Backlinks links = new Backlinks(store);
        return Page.of(call, found.stream().map(one -> shown(call, one, links)).toList());
    }

    private ObjectNode get(Call call, ResourceId id) {
        ResourceType type = types.require(id);
        ObjectNode found = store.get(id).orElseThrow(() -> missing(id, type));
        return shown(call, found, new Backlinks(store));
    }

    private ArmError missing(ResourceId id, ResourceType type) {
        Optional<ResourceId> group =
                id.groupId().filter(groupId -> store.get(groupId).isEmpty()).map(ResourceId::of);
        if (group.isPresent()) {
            return ArmError.notFound(group.get());
        }
        if (!type.isInline()) {
            return ArmError.notFound(id.typed(type.type()));
        }
        return store.get(id.root())
                .map(parent -> new ArmError(404, "NotFound", "Resource " + id.typed(type.type()) + " not found."))
                .orElseGet(() -> ArmError.notFound(id.typed(type.type()).root()));
    }

    private ObjectNode shown(Call call, ObjectNode stored, Backlinks links) {
        ObjectNode shown = types.shown(stored, links);
        String expand = call.query().getOrDefault("$expand", "");
        return expand.isEmpty() ? shown : new Expansion(store, types, links).of(shown, expand);
    }
}
