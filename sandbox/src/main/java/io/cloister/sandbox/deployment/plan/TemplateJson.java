// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.Templates;

/**
 * JSON of a template, with {@code copy} in its objects. Source: Azure docs, "Property iteration in ARM templates" and
 * "Variable iteration".
 */
final class TemplateJson {

    private static final String COPY = "copy";
    /** Azure's own limit for a copy. */
    private static final int MOST_COPIES = 800;

    private final Scope scope;
    private final boolean tolerant;

    private TemplateJson(Scope scope, boolean tolerant) {
        this.scope = scope;
        this.tolerant = tolerant;
    }

    static JsonNode resolve(JsonNode json, Scope scope) {
        return new TemplateJson(scope, false).resolve(json);
    }

    /** An expression that has no value before something is deployed stays as it is written. */
    static JsonNode preview(JsonNode json, Scope scope) {
        return new TemplateJson(scope, true).resolve(json);
    }

    /** How many there are to be of what has this {@code copy}. */
    static int count(JsonNode copy, Scope scope) {
        JsonNode count = resolve(copy.path("count"), scope);
        if (!count.canConvertToInt() || !count.isIntegralNumber()) {
            throw new TemplateException(
                    "The copy '" + copy.path("name").asText() + "' needs a whole number as its count.");
        }
        if (count.intValue() < 0 || count.intValue() > MOST_COPIES) {
            throw new TemplateException("The value '" + count + "' of the count of the copy '"
                    + copy.path("name").asText() + "' is not valid: it must be from 0 to " + MOST_COPIES + ".");
        }
        return count.intValue();
    }

    /** The scope within a copy: {@code copyIndex()}, by the loop's name too, and from an offset. */
    static Scope at(int index, String loop, boolean unnamedToo, Scope outer) {
        return new Layer(outer).define("copyIndex", call -> {
            boolean named = call.size() > 0 && call.get(0).isTextual();
            if (named ? !call.text(0).equalsIgnoreCase(loop) : !unnamedToo) {
                return outer.function("copyindex")
                        .orElseThrow(() -> call.wrong("is not expected at this location"))
                        .call(call);
            }
            int offset = named ? 1 : 0;
            return LongNode.valueOf(index + (call.size() > offset ? call.number(offset) : 0));
        });
    }

    private JsonNode resolve(JsonNode json) {
        if (json.isTextual()) {
            return text(json.textValue());
        }
        if (json instanceof ArrayNode array) {
            ArrayNode resolved = array.arrayNode();
            array.forEach(element -> resolved.add(resolve(element)));
            return resolved;
        }
        return json instanceof ObjectNode object ? object(object) : json;
    }

    private ObjectNode object(ObjectNode object) {
        ObjectNode resolved = object.objectNode();
        object.properties().forEach(property -> {
            if (property.getKey().equals(COPY) && isCopy(property.getValue())) {
                property.getValue()
                        .forEach(copy -> resolved.set(copy.path("name").asText(), copies(copy)));
            } else {
                resolved.set(text(property.getKey()).asText(), resolve(property.getValue()));
            }
        });
        return resolved;
    }

    private static boolean isCopy(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && value.get(0).has("name")
                && value.get(0).has("count")
                && value.get(0).has("input");
    }

    private ArrayNode copies(JsonNode copy) {
        ArrayNode copies = JsonNodeFactory.instance.arrayNode();
        int count = count(copy, scope);
        for (int i = 0; i < count; i++) {
            Scope inner = at(i, copy.path("name").asText(), false, scope);
            copies.add(new TemplateJson(inner, tolerant).resolve(copy.path("input")));
        }
        return copies;
    }

    private JsonNode text(String text) {
        try {
            return Templates.resolve(text, scope);
        } catch (NotYetException early) {
            if (tolerant) {
                return new TextNode(text);
            }
            throw early;
        }
    }
}
