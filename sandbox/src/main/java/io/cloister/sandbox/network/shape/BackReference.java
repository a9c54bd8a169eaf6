// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import java.util.List;
import java.util.Locale;

/** A property of an answer that names those that point at the resource; absent where there are none. */
record BackReference(String property, boolean many, List<String> types) {

    void show(ObjectNode shown, Backlinks links) {
        List<String> sources = links.to(shown.path("id").asText()).stream()
                .filter(this::counts)
                .toList();
        if (sources.isEmpty()) {
            return;
        }
        ObjectNode properties = shown.withObject("/properties");
        if (many) {
            ArrayNode all = properties.putArray(property);
            sources.forEach(source -> all.add(reference(source)));
        } else {
            properties.set(property, reference(sources.get(0)));
        }
    }

    private boolean counts(String source) {
        String type = ResourceId.parse(source)
                .map(id -> id.type().toLowerCase(Locale.ROOT))
                .orElse("");
        return types.stream().anyMatch(wanted -> type.endsWith("/" + wanted.toLowerCase(Locale.ROOT)));
    }

    private static ObjectNode reference(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }
}
