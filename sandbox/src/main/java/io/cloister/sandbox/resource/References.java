// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who points at whom. An object with an id <em>and</em> a name is a resource (or a part of one); one with an id alone
 * points at a resource. A deployment points at nothing: its parameters and outputs tell of resources, and hold none of
 * them.
 */
public final class References {

    private static final String UNNAMED = "";
    private static final String DEPLOYMENT = "Microsoft.Resources/deployments";

    private References() {}

    /** All ids of resources that a resource points at. */
    public static Stream<String> in(JsonNode resource) {
        List<String> found = new ArrayList<>();
        walk(resource, UNNAMED, (target, from) -> found.add(target));
        return found.stream().filter(id -> id.toLowerCase(Locale.ROOT).startsWith("/subscriptions/"));
    }

    /** The ids, to compare by, of a resource and of its inline children. */
    static Set<String> entities(JsonNode resource) {
        return Stream.concat(Stream.of(resource), resource.findParents("name").stream())
                .map(References::entityId)
                .flatMap(Optional::stream)
                .map(ResourceId::key)
                .collect(Collectors.toSet());
    }

    /** The innermost resources in {@code resource} that point at {@code target} or at a part of it. */
    static Stream<String> from(JsonNode resource, String target) {
        String key = ResourceId.key(target);
        List<String> found = new ArrayList<>();
        links(resource, (to, from) -> {
            String toKey = ResourceId.key(to);
            if (toKey.equals(key) || toKey.startsWith(key + "/")) {
                found.add(from);
            }
        });
        return found.stream();
    }

    /** Every reference in a resource: what it points at, and the innermost resource that does. */
    static void links(JsonNode resource, BiConsumer<String, String> found) {
        if (!resource.path("type").asText().equalsIgnoreCase(DEPLOYMENT)) {
            walk(resource, UNNAMED, found);
        }
    }

    private static void walk(JsonNode node, String enclosing, BiConsumer<String, String> found) {
        Optional<String> entity = entityId(node);
        if (entity.isEmpty() && node.path("id").isTextual()) {
            found.accept(node.path("id").textValue(), enclosing);
        }
        node.forEach(child -> walk(child, entity.orElse(enclosing), found));
    }

    private static Optional<String> entityId(JsonNode node) {
        return node.path("id").isTextual() && node.path("name").isTextual()
                ? Optional.of(node.path("id").textValue())
                : Optional.empty();
    }
}
