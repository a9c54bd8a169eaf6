// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * {@code $expand=subnets/ipConfigurations}: where an answer would name a resource by its id alone, the resource itself. What
 * cannot be found so, such as {@code instanceView}, is left to the type.
 */
final class Expansion {

    private final Store store;
    private final ResourceTypes types;
    private final Backlinks links;

    Expansion(Store store, ResourceTypes types, Backlinks links) {
        this.store = store;
        this.types = types;
        this.links = links;
    }

    ObjectNode of(ObjectNode shown, String expand) {
        for (String path : expand.split(",")) {
            if (!path.isBlank()) {
                expand(shown, List.of(path.trim().split("/")));
            }
        }
        return shown;
    }

    private void expand(JsonNode resource, List<String> path) {
        String property = property(resource, path.get(0));
        JsonNode found = resource.path("properties").path(property);
        if (found.isObject()) {
            put((ObjectNode) resource.path("properties"), property, found, path);
        } else {
            StreamSupport.stream(found.spliterator(), false)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .forEach(one -> one.setAll(whole(one, path)));
        }
    }

    private void put(ObjectNode properties, String property, JsonNode found, List<String> path) {
        properties.set(property, whole((ObjectNode) found, path));
    }

    private ObjectNode whole(ObjectNode one, List<String> path) {
        boolean isReference = one.has("id") && !one.has("properties");
        ObjectNode whole = isReference ? find(one) : one;
        if (path.size() > 1) {
            expand(whole, path.subList(1, path.size()));
        }
        return whole;
    }

    /** A part of what has no types of its own, such as a scale-set instance's interface, is found in what it is inside. */
    private ObjectNode find(ObjectNode reference) {
        return ResourceId.parse(reference.path("id").asText())
                .flatMap(id -> store.get(id).or(() -> inside(id)))
                .map(found -> types.shown(found, links))
                .orElse(reference);
    }

    private Optional<ObjectNode> inside(ResourceId id) {
        return id.isTopLevel() || id.isCollection()
                ? Optional.empty()
                : store.get(id.parent())
                        .flatMap(parent -> StreamSupport.stream(
                                        parent.path("properties")
                                                .path(id.lastType())
                                                .spliterator(),
                                        false)
                                .filter(ObjectNode.class::isInstance)
                                .map(ObjectNode.class::cast)
                                .filter(part -> part.path("name").asText().equalsIgnoreCase(id.name()))
                                .findFirst());
    }

    private static String property(JsonNode resource, String asked) {
        return resource.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> name.equalsIgnoreCase(asked))
                .findFirst()
                .orElse(asked);
    }
}
