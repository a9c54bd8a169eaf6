// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A template's parameters: checked against what it says of them, with its defaults where nothing is given. */
final class TemplateParameters {

    private static final String USAGE = " Please see https://aka.ms/arm-create-parameter-file for usage details.";

    private final JsonNode definitions;
    private final JsonNode given;
    private final Scope scope;
    private final Map<String, JsonNode> values = new HashMap<>();
    private final Set<String> underway = new HashSet<>();

    TemplateParameters(JsonNode definitions, JsonNode given, Scope scope) {
        this.definitions = definitions;
        this.given = given;
        this.scope = scope;
    }

    /** Refuses what is missing, unknown, or not as its definition wants it. */
    void check() {
        String unknown = given.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> find(definitions, name).isEmpty())
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            String known =
                    definitions.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", "));
            throw new TemplateException("The template parameters '" + unknown
                    + "' in the parameters file are not valid; they are not present in the original template and can"
                    + " therefore not be provided at deployment time. The only supported parameters for this template"
                    + " are '" + known + "'." + USAGE);
        }
        definitions.properties().forEach(definition -> value(definition.getKey()));
    }

    JsonNode value(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        JsonNode known = values.get(key);
        if (known != null) {
            return known;
        }
        JsonNode definition = find(definitions, name)
                .orElseThrow(() -> new TemplateException("The template parameter '" + name + "' is not found."
                        + " Please see https://aka.ms/arm-syntax-parameters for usage details."));
        if (!underway.add(key)) {
            throw new TemplateException("The template parameter '" + name + "' depends on itself.");
        }
        JsonNode value = value(name, definition);
        values.put(key, value);
        return value;
    }

    private JsonNode value(String name, JsonNode definition) {
        Optional<JsonNode> sent = find(given, name);
        if (sent.filter(one -> one.hasNonNull("reference")).isPresent()) {
            throw new TemplateException("The template parameter '" + name
                    + "' is a reference to a key vault, which there is none of here.");
        }
        Optional<JsonNode> value = sent.filter(one -> one.hasNonNull("value")).map(one -> one.path("value"));
        if (value.isPresent()) {
            ParameterRules.check(name, definition, value.get());
            return value.get();
        }
        if (definition.hasNonNull("defaultValue")) {
            return TemplateJson.resolve(definition.path("defaultValue"), scope);
        }
        if (definition.path("nullable").asBoolean()) {
            return NullNode.getInstance();
        }
        throw new TemplateException("The value for the template parameter '" + name + "' is not provided." + USAGE);
    }

    /** As a deployment shows them: the values of secure ones left out. */
    ObjectNode shown() {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        definitions.properties().forEach(definition -> {
            String type = definition.getValue().path("type").asText("object");
            ObjectNode parameter = shown.putObject(definition.getKey()).put("type", capitalized(type));
            if (!isSecure(type)) {
                parameter.set("value", value(definition.getKey()));
            }
        });
        return shown;
    }

    static boolean isSecure(String type) {
        return type.toLowerCase(Locale.ROOT).startsWith("secure");
    }

    static String capitalized(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "securestring" -> "SecureString";
            case "secureobject" -> "SecureObject";
            default ->
                type.substring(0, 1).toUpperCase(Locale.ROOT)
                        + type.substring(1).toLowerCase(Locale.ROOT);
        };
    }

    static Optional<JsonNode> find(JsonNode object, String name) {
        return StreamSupport.stream(object.properties().spliterator(), false)
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
