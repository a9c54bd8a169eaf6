// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The ways of changing part of an object. */
final class Patches {

    private Patches() {}

    /** RFC 7386: null removes, maps merge, everything else replaces. */
    static void merge(ObjectNode target, JsonNode patch) {
        for (var field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(field.getKey());
            } else if (value.isObject()) {
                if (!target.path(field.getKey()).isObject()) {
                    target.putObject(field.getKey());
                }
                merge((ObjectNode) target.get(field.getKey()), value);
            } else {
                target.set(field.getKey(), value);
            }
        }
    }

    /** Server-side apply: what this manager applied before and has now left out goes; the rest merges. */
    static void apply(ObjectNode target, JsonNode before, JsonNode now) {
        List<String> dropped = new ArrayList<>();
        before.fieldNames().forEachRemaining(field -> {
            if (!now.has(field)) {
                dropped.add(field);
            } else if (before.get(field).isObject() && target.path(field).isObject()) {
                apply((ObjectNode) target.get(field), before.get(field), now.get(field));
            }
        });
        target.remove(dropped);
        merge(target, now);
    }

    /** RFC 6902, without {@code move} and {@code copy}, which neither webhooks nor clients here send. */
    static void json(ObjectNode target, JsonNode operations) {
        for (JsonNode operation : operations) {
            String name = operation.path("op").asText();
            JsonPointer path = JsonPointer.compile(operation.path("path").asText());
            if (path.matches()) {
                throw new ApiError(422, "Invalid", "JSON patch operation " + name + " has no path below the object");
            }
            JsonNode parent = target.at(path.head());
            String last = path.last().getMatchingProperty();
            JsonNode value = operation.path("value");
            boolean done = switch (name) {
                case "add" -> add(parent, last, value);
                case "replace" -> !target.at(path).isMissingNode() && replace(parent, last, value);
                case "remove" -> remove(parent, last);
                case "test" -> target.at(path).equals(value);
                default -> false;
            };
            if (!done) {
                throw new ApiError(422, "Invalid", "cannot carry out JSON patch operation " + name + " at " + path);
            }
        }
    }

    private static boolean add(JsonNode parent, String last, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            int index = last.equals("-") ? array.size() : Integer.parseInt(last);
            array.insert(index, value);
            return true;
        }
        return parent instanceof ObjectNode object && set(object, last, value);
    }

    private static boolean replace(JsonNode parent, String last, JsonNode value) {
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(last), value);
            return true;
        }
        return parent instanceof ObjectNode object && set(object, last, value);
    }

    private static boolean remove(JsonNode parent, String last) {
        if (parent instanceof ArrayNode array) {
            return array.remove(Integer.parseInt(last)) != null;
        }
        return parent instanceof ObjectNode object && object.remove(last) != null;
    }

    private static boolean set(ObjectNode object, String field, JsonNode value) {
        object.set(field, value);
        return true;
    }
}
