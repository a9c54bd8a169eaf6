// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A template's variables, each evaluated when it is first asked for. */
final class Variables {

    private static final String COPY = "copy";

    private final JsonNode definitions;
    private final Scope scope;
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> underway = new HashSet<>();

    Variables(JsonNode definitions, Scope scope) {
        this.definitions = definitions;
        this.scope = scope;
    }

    JsonNode value(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        JsonNode known = values.get(key);
        if (known == null) {
            if (!underway.add(key)) {
                throw new TemplateException("The template variable '" + name + "' depends on itself.");
            }
            known = evaluated(name);
            underway.remove(key);
            values.put(key, known);
        }
        return known;
    }

    private JsonNode evaluated(String name) {
        for (JsonNode copy : definitions.path(COPY)) {
            if (copy.path("name").asText().equalsIgnoreCase(name)) {
                ObjectNode single = ((ObjectNode) definitions).objectNode();
                single.putArray(COPY).add(copy);
                return TemplateJson.resolve(single, scope)
                        .path(copy.path("name").asText());
            }
        }
        return TemplateParameters.find(definitions, name)
                .map(definition -> TemplateJson.resolve(definition, scope))
                .orElseThrow(() -> new TemplateException("The template variable '" + name + "' is not found."
                        + " Please see https://aka.ms/arm-syntax-variables for usage details."));
    }
}
