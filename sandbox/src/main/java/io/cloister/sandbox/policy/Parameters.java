// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values that take the place of {@code [parameters('x')]}. */
record Parameters(Map<String, JsonNode> values) {

    private static final Pattern REFERENCE = Pattern.compile("\\[\\s*parameters\\('([^']+)'\\)\\s*\\]");

    /** @param declared a definition's parameters, with defaults; @param given an assignment's, each {@code {value}} */
    static Parameters of(JsonNode declared, JsonNode given) {
        Map<String, JsonNode> values = new HashMap<>();
        declared.properties().forEach(parameter -> {
            if (parameter.getValue().has("defaultValue")) {
                values.put(parameter.getKey(), parameter.getValue().path("defaultValue"));
            }
        });
        given.properties()
                .forEach(parameter ->
                        values.put(parameter.getKey(), parameter.getValue().path("value")));
        return new Parameters(values);
    }

    JsonNode applyTo(JsonNode json) {
        if (json.isTextual()) {
            Matcher reference = REFERENCE.matcher(json.textValue());
            return reference.matches() ? value(reference.group(1)) : json;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode applied = array.arrayNode();
            array.forEach(element -> applied.add(applyTo(element)));
            return applied;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode applied = object.objectNode();
            object.properties().forEach(property -> applied.set(property.getKey(), applyTo(property.getValue())));
            return applied;
        }
        return json;
    }

    private JsonNode value(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new InvalidPolicyException("the parameter '" + name + "' has neither a value nor a default");
        }
        return value;
    }
}
