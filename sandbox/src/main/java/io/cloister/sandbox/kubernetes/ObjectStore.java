// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** The objects of one cluster, as etcd would keep them. What goes in and comes out are copies. */
public final class ObjectStore {

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final Map<String, ResourcePath> paths = new TreeMap<>();
    private final SandboxClock clock;
    private long revision = 1;

    public ObjectStore(SandboxClock clock) {
        this.clock = clock;
    }

    public synchronized Optional<ObjectNode> get(ResourcePath path) {
        return Optional.ofNullable(objects.get(path.key())).map(ObjectNode::deepCopy);
    }

    /** A copy of all objects. */
    public synchronized ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode().put("revision", revision);
        ArrayNode kept = saved.putArray("objects");
        paths.forEach((key, path) -> {
            ObjectNode one = kept.addObject();
            one.put("group", path.group()).put("version", path.version()).put("resource", path.resource());
            one.put("namespace", path.namespace()).put("name", path.name());
            one.set("object", objects.get(key).deepCopy());
        });
        return saved;
    }

    /** Puts what {@link #save} gave in place of all objects. */
    public synchronized void restore(JsonNode saved) {
        objects.clear();
        paths.clear();
        revision = saved.path("revision").asLong(1);
        for (JsonNode one : saved.path("objects")) {
            ResourcePath path = new ResourcePath(
                    one.path("group").asText(),
                    one.path("version").asText(),
                    one.path("resource").asText(),
                    one.path("namespace").asText(),
                    one.path("name").asText(),
                    "");
            objects.put(path.key(), one.path("object").deepCopy());
            paths.put(path.key(), path);
        }
    }

    /** All of a collection; of one namespace if the path names one. */
    public synchronized List<ObjectNode> list(ResourcePath collection) {
        return paths.entrySet().stream()
                .filter(entry -> entry.getValue().collection().equals(collection.collection()))
                .filter(entry -> collection.namespace().isEmpty()
                        || entry.getValue().namespace().equals(collection.namespace()))
                .map(entry -> objects.get(entry.getKey()).deepCopy())
                .toList();
    }

    public synchronized ObjectNode create(ResourcePath path, ObjectNode object) {
        if (objects.containsKey(path.key())) {
            throw ApiError.alreadyExists(path);
        }
        ObjectNode created = prepared(path, object);
        keep(path, created);
        return created.deepCopy();
    }

    /** What {@link #create} would store: for the real thing, and for a dry run. */
    synchronized ObjectNode prepared(ResourcePath path, ObjectNode object) {
        ObjectNode created = object.deepCopy();
        ObjectNode metadata = created.withObject("/metadata");
        metadata.put("name", path.name()).put("uid", UUID.randomUUID().toString());
        metadata.put(
                "creationTimestamp", clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
        metadata.put("resourceVersion", Long.toString(revision)).put("generation", 1);
        if (!path.namespace().isEmpty()) {
            metadata.put("namespace", path.namespace());
        }
        created.put("apiVersion", path.apiVersion());
        if (!created.hasNonNull("kind")) {
            created.put("kind", Kinds.of(path));
        }
        return created;
    }

    /** Replaces an object; one that waits for its finalizers goes when the last of them is taken off. */
    synchronized ObjectNode update(ResourcePath path, ObjectNode object) {
        ObjectNode known = objects.get(path.key());
        if (known == null) {
            throw ApiError.notFound(path);
        }
        JsonNode expected = object.at("/metadata/resourceVersion");
        if (!expected.asText("").isEmpty() && !expected.equals(known.at("/metadata/resourceVersion"))) {
            throw ApiError.conflict(path);
        }
        ObjectNode updated = object.deepCopy();
        ObjectNode metadata = updated.withObject("/metadata");
        for (String field : List.of("uid", "creationTimestamp", "name", "namespace", "deletionTimestamp")) {
            JsonNode value = known.at("/metadata/" + field);
            if (!value.isMissingNode()) {
                metadata.set(field, value);
            }
        }
        if (metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty()) {
            objects.remove(path.key());
            paths.remove(path.key());
            return updated;
        }
        keep(path, updated);
        return updated.deepCopy();
    }

    /** Lets a controller change an object that may be gone by now. */
    public synchronized void change(ResourcePath path, Consumer<ObjectNode> change) {
        ObjectNode object = objects.get(path.key());
        if (object != null) {
            ObjectNode changed = object.deepCopy();
            change.accept(changed);
            if (!changed.equals(object)) {
                update(path, changed);
            }
        }
    }

    public synchronized ObjectNode delete(ResourcePath path) {
        ObjectNode object = objects.get(path.key());
        if (object == null) {
            throw ApiError.notFound(path);
        }
        if (!object.at("/metadata/finalizers").isEmpty()) {
            ObjectNode waiting = object.deepCopy();
            waiting.withObject("/metadata")
                    .put(
                            "deletionTimestamp",
                            clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
            keep(path, waiting);
            return waiting.deepCopy();
        }
        objects.remove(path.key());
        paths.remove(path.key());
        if (path.collection().equals("/namespaces")) {
            List.copyOf(paths.values()).stream()
                    .filter(inside -> inside.namespace().equals(path.name()))
                    .forEach(this::delete);
        }
        return object.deepCopy();
    }

    private void keep(ResourcePath path, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", Long.toString(++revision));
        objects.put(path.key(), object);
        paths.put(path.key(), path);
    }
}
