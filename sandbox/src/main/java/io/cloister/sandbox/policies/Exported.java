// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One exported object in the shape of ARM, with everything below {@code properties}.
 *
 * @param id where it was; empty for a definition that was written by hand
 * @param listed whether it was one of many in a file
 */
record Exported(Kind kind, String name, String id, boolean listed, ObjectNode resource) {

    private static final Set<String> ENVELOPE =
            Set.of("id", "name", "type", "location", "identity", "systemData", "resourceGroup", "apiVersion", "etag");

    /** @param fallback its name where it does not say one: the file's */
    static Exported of(Kind kind, ObjectNode object, boolean listed, String fallback) {
        ObjectNode plain = (ObjectNode) withoutNulls(object);
        String id = plain.path("id").asText();
        String name = plain.path("name").asText(id.isEmpty() ? fallback : id.substring(id.lastIndexOf('/') + 1));
        return new Exported(
                kind, name, id, listed, id.isEmpty() ? (ObjectNode) unescaped(shaped(plain)) : shaped(plain));
    }

    JsonNode properties() {
        return resource.path("properties");
    }

    /** Azure's own, which every tenant has. */
    boolean isBuiltIn() {
        return kind.compareTo(Kind.SET) <= 0
                && id.toLowerCase(Locale.ROOT).startsWith("/providers/microsoft.authorization/");
    }

    /** What stands before its own part of its id; where it says none, the scope that it names. */
    String scope() {
        int provider = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/microsoft.authorization/");
        return provider < 0 ? properties().path("scope").asText() : id.substring(0, provider);
    }

    String title() {
        return kind.words() + " '" + properties().path("displayName").asText(name) + "'";
    }

    private static ObjectNode shaped(ObjectNode object) {
        if (object.path("properties").isObject()) {
            return object;
        }
        ObjectNode shaped = object.objectNode();
        ObjectNode properties = shaped.putObject("properties");
        object.properties()
                .forEach(property -> (ENVELOPE.contains(property.getKey()) ? shaped : properties)
                        .set(property.getKey(), property.getValue()));
        return shaped;
    }

    private static JsonNode withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            List<String> nulls = object.properties().stream()
                    .filter(property -> property.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList();
            object.remove(nulls);
        }
        json.properties().forEach(property -> {
            if (!property.getKey().equals("policyRule")) {
                withoutNulls(property.getValue());
            }
        });
        json.forEach(element -> {
            if (json.isArray()) {
                withoutNulls(element);
            }
        });
        return json;
    }

    /** Collections publish definitions as parts of templates, in which the brackets of their expressions are doubled. */
    private static JsonNode unescaped(JsonNode json) {
        if (json.isTextual() && json.textValue().startsWith("[[")) {
            return new TextNode(json.textValue().substring(1));
        }
        if (json instanceof ArrayNode array) {
            ArrayNode plain = array.arrayNode();
            array.forEach(element -> plain.add(unescaped(element)));
            return plain;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode plain = object.objectNode();
            object.properties().forEach(property -> plain.set(property.getKey(), unescaped(property.getValue())));
            return plain;
        }
        return json;
    }
}
