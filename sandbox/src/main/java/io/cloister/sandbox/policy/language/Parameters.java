// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.Templates;
import io.cloister.sandbox.template.function.PureFunctions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The values of a definition's parameters, by names without case. */
public final class Parameters {

    private final Map<String, JsonNode> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** @param declared a definition's parameters, with defaults; @param given an assignment's, each {@code {value}} */
    public static Parameters of(JsonNode declared, JsonNode given) {
        Parameters parameters = new Parameters();
        declared.properties().forEach(parameter -> {
            if (parameter.getValue().has("defaultValue")) {
                parameters.values.put(parameter.getKey(), parameter.getValue().path("defaultValue"));
            }
        });
        given.properties().forEach(parameter -> {
            if (parameter.getValue().has("value")) {
                parameters.values.put(parameter.getKey(), parameter.getValue().path("value"));
            }
        });
        return parameters;
    }

    JsonNode value(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new TemplateException("The parameter '" + name + "' has neither a value nor a default.");
        }
        return value;
    }

    /** What a set gives on to one of its definitions: its own parameters may stand in the values. */
    public JsonNode applyTo(JsonNode given) {
        Scope scope = name -> name.toLowerCase(Locale.ROOT).equals("parameters")
                ? Optional.of(call -> value(call.count(1, 1).text(0)))
                : PureFunctions.INSTANCE.function(name);
        ObjectNode applied = JsonNodeFactory.instance.objectNode();
        given.properties()
                .forEach(parameter -> applied.set(parameter.getKey(), Templates.resolve(parameter.getValue(), scope)));
        return applied;
    }
}
