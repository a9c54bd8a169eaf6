// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types there are, by name without case. */
public final class ResourceTypes {

    private final Map<String, ResourceType> types = new LinkedHashMap<>();

    public ResourceTypes(List<ResourceType> types) {
        types.forEach(type -> this.types.put(key(type.type()), type));
    }

    public Optional<ResourceType> find(ResourceId id) {
        return Optional.ofNullable(types.get(key(id.type())));
    }

    /** What is stored, as an answer shows it. */
    public ObjectNode shown(ObjectNode stored, Backlinks links) {
        return find(ResourceId.of(stored.path("id").asText()))
                .map(type -> Shown.of(type, stored, links))
                .orElseGet(stored::deepCopy);
    }

    /** What is stored, without what is never shown, and without what only answers show. */
    public ObjectNode hidden(ObjectNode stored) {
        ObjectNode copy = stored.deepCopy();
        find(ResourceId.of(stored.path("id").asText())).ifPresent(type -> type.hide(copy));
        return copy;
    }

    public Collection<ResourceType> all() {
        return Collections.unmodifiableCollection(types.values());
    }

    ResourceType require(ResourceId id) {
        return find(id).orElseThrow(() -> unknown(id));
    }

    private ArmError unknown(ResourceId id) {
        String namespace = id.namespace();
        boolean known = types.values().stream()
                .anyMatch(type -> type.type().toLowerCase(Locale.ROOT).startsWith(key(namespace) + "/"));
        return known
                ? new ArmError(
                        404,
                        "InvalidResourceType",
                        "The resource type '" + String.join("/", id.types()) + "' could not be found in the namespace '"
                                + namespace + "'.")
                : new ArmError(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
    }

    public List<String> names() {
        return types.values().stream().map(ResourceType::type).toList();
    }

    private static String key(String type) {
        return type.toLowerCase(Locale.ROOT);
    }
}
