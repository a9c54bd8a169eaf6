// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes the state that is stored out of what a client sent. */
public final class State {

    private State() {}

    /** @param merge whether what was there stays where the client says nothing; otherwise it is replaced */
    public static ObjectNode of(
            ResourceId id, ResourceType type, ObjectNode sent, Optional<ObjectNode> before, boolean merge) {
        ObjectNode state = before.filter(old -> merge)
                .map(ObjectNode::deepCopy)
                .map(old -> merge(old, sent))
                .orElseGet(sent::deepCopy);
        state.put("id", id.toString()).put("name", id.name()).put("type", type.type());
        if (state.has("location")) {
            state.put(
                    "location",
                    state.path("location").asText().toLowerCase(Locale.ROOT).replace(" ", ""));
        }
        Etags.next(id, before).ifPresent(etag -> state.put("etag", etag));
        return state;
    }

    public static void provisioning(ResourceType type, ObjectNode state, String word) {
        if (type.hasProvisioningState()) {
            state.withObject("/properties").put("provisioningState", word);
        }
        for (String collection : type.parts()) {
            state.path("properties")
                    .path(collection)
                    .forEach(part ->
                            ((ObjectNode) part).withObject("/properties").put("provisioningState", word));
        }
    }

    private static ObjectNode merge(ObjectNode into, ObjectNode sent) {
        sent.properties().forEach(field -> {
            JsonNode old = into.path(field.getKey());
            boolean deep = old.isObject()
                    && field.getValue().isObject()
                    && !List.of("tags", "identity").contains(field.getKey());
            into.set(field.getKey(), deep ? merge((ObjectNode) old, (ObjectNode) field.getValue()) : field.getValue());
        });
        return into;
    }
}
