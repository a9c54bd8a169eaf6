// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.kubernetes.Admission.Operation;
import io.cloister.sandbox.protocol.ArmRequest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The verbs of the API on any resource. */
final class Resources {

    private final ObjectStore store;
    private final Admission admission;
    private final Map<String, JsonNode> lastApplied = new ConcurrentHashMap<>();

    Resources(ObjectStore store, Admission admission) {
        this.store = store;
        this.admission = admission;
    }

    void createNamespace(String name) {
        store.create(
                ResourcePath.of("", "namespaces", "", name), labelled(name, JsonNodeFactory.instance.objectNode()));
    }

    ObjectNode handle(ResourcePath path, Query query, ArmRequest request) {
        return switch (request.method()) {
            case "GET" -> path.name().isEmpty() ? list(path, query) : found(path);
            case "POST" -> create(path, query, body(Json.read(request.body())));
            case "PUT" -> replace(path, query, body(Json.read(request.body())));
            case "PATCH" -> patch(path, query, request);
            case "DELETE" -> delete(path, query);
            default -> throw new ApiError(405, "MethodNotAllowed", request.method() + " is not supported");
        };
    }

    private ObjectNode list(ResourcePath path, Query query) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.put("kind", Kinds.of(path) + "List").put("apiVersion", path.apiVersion());
        list.putObject("metadata").put("resourceVersion", "1");
        ArrayNode items = list.putArray("items");
        store.list(path).stream()
                .filter(object -> Selector.labels(query.get("labelSelector"), object))
                .filter(object -> Selector.fields(query.get("fieldSelector"), object))
                .forEach(items::add);
        return list;
    }

    private ObjectNode found(ResourcePath path) {
        return store.get(path).orElseThrow(() -> ApiError.notFound(path));
    }

    private ObjectNode create(ResourcePath collection, Query query, ObjectNode body) {
        JsonNode metadata = body.path("metadata");
        String generated = metadata.path("generateName").asText("")
                + UUID.randomUUID().toString().substring(0, 5);
        String name = metadata.path("name").asText("");
        if (name.isEmpty() && !metadata.hasNonNull("generateName")) {
            throw ApiError.badRequest("resource name may not be empty: set metadata.name or metadata.generateName");
        }
        ResourcePath path = collection.named(name.isEmpty() ? generated : name);
        if (store.get(path).isPresent()) {
            throw ApiError.alreadyExists(path);
        }
        ResourcePath namespace = ResourcePath.of("", "namespaces", "", path.namespace());
        if (!path.namespace().isEmpty() && store.get(namespace).isEmpty()) {
            throw ApiError.notFound(namespace);
        }
        ObjectNode wanted = path.collection().equals("/namespaces") ? labelled(path.name(), body) : body;
        ObjectNode admitted = admission.admit(
                path,
                Operation.CREATE,
                store.prepared(path, wanted),
                JsonNodeFactory.instance.missingNode(),
                query.dryRun());
        return query.dryRun() ? admitted : store.create(path, admitted);
    }

    private ObjectNode replace(ResourcePath path, Query query, ObjectNode body) {
        ObjectNode known = found(path);
        ObjectNode wanted;
        if (path.subresource().equals("status")) {
            wanted = known.deepCopy();
            wanted.set("status", body.path("status"));
        } else {
            wanted = body;
            if (known.has("status")) {
                wanted.set("status", known.get("status"));
            }
        }
        return save(path, query, wanted, known);
    }

    private ObjectNode patch(ResourcePath path, Query query, ArmRequest request) {
        String type =
                request.headers().getOrDefault("content-type", "").split(";")[0].trim();
        if (type.equals("application/apply-patch+yaml")) {
            return apply(path, query, body(Json.readYaml(request.body())));
        }
        ObjectNode known = found(path);
        ObjectNode wanted = known.deepCopy();
        JsonNode patch = Json.read(request.body());
        switch (type) {
            case "application/json-patch+json" -> Patches.json(wanted, patch);
            case "application/merge-patch+json", "application/strategic-merge-patch+json" ->
                Patches.merge(wanted, patch);
            default ->
                throw new ApiError(
                        415, "UnsupportedMediaType", "the body of the request was in an unknown format: " + type);
        }
        return save(path, query, wanted, known);
    }

    private ObjectNode apply(ResourcePath path, Query query, ObjectNode applied) {
        if (query.get("fieldManager").isEmpty()) {
            throw ApiError.badRequest("fieldManager is required for apply patch");
        }
        String key = query.get("fieldManager") + " " + path.key();
        JsonNode before = lastApplied.getOrDefault(key, JsonNodeFactory.instance.objectNode());
        Optional<ObjectNode> known = store.get(path);
        ObjectNode result;
        if (known.isEmpty()) {
            applied.withObject("/metadata").put("name", path.name());
            result = create(path.named(""), query, applied);
        } else {
            ObjectNode wanted = known.get().deepCopy();
            Patches.apply(wanted, before, applied);
            result = save(path, query, wanted, known.get());
        }
        if (!query.dryRun()) {
            lastApplied.put(key, applied);
        }
        return result;
    }

    private ObjectNode save(ResourcePath path, Query query, ObjectNode wanted, ObjectNode known) {
        ObjectNode admitted = path.subresource().isEmpty()
                ? admission.admit(path, Operation.UPDATE, wanted, known, query.dryRun())
                : wanted;
        return query.dryRun() ? admitted : store.update(path, admitted);
    }

    private ObjectNode delete(ResourcePath path, Query query) {
        return query.dryRun() ? found(path) : store.delete(path);
    }

    private static ObjectNode body(JsonNode body) {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the body must be one object");
    }

    private static ObjectNode labelled(String name, ObjectNode namespace) {
        namespace.withObject("/metadata").withObject("/labels").put("kubernetes.io/metadata.name", name);
        namespace.withObject("/status").put("phase", "Active");
        return namespace;
    }
}
