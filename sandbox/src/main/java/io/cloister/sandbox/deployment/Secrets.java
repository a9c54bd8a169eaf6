// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Takes the values of secure parameters out of what is kept of a deployment's request. */
public final class Secrets {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();
    private static final String HIDDEN = "(secure)";

    private Secrets() {}

    /** The body of a request to {@code path}, to be written down. */
    public static byte[] hidden(String path, byte[] body) {
        if (!path.toLowerCase(Locale.ROOT).contains("/deployments/") || body.length == 0) {
            return body;
        }
        try {
            JsonNode json = JSON.readTree(body);
            hide(json);
            return json.toString().getBytes(StandardCharsets.UTF_8);
        } catch (JacksonException unreadable) {
            return "(a deployment that cannot be read)".getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory cannot be read", e);
        }
    }

    /** Here and in every template nested within. */
    private static void hide(JsonNode json) {
        named(json, "template")
                .flatMap(template -> named(template, "parameters"))
                .flatMap(parameters -> parameters.properties().stream())
                .filter(definition -> named(definition.getValue(), "type")
                        .anyMatch(type -> type.asText().toLowerCase(Locale.ROOT).startsWith("secure")))
                .toList()
                .forEach(secure -> {
                    hide(secure.getValue(), "defaultValue");
                    named(json, "parameters")
                            .flatMap(given -> named(given, secure.getKey()))
                            .forEach(given -> hide(given, "value"));
                });
        json.forEach(Secrets::hide);
    }

    private static void hide(JsonNode holder, String name) {
        holder.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .forEach(property -> property.setValue(new TextNode(HIDDEN)));
    }

    /** In any case, as the request is read. */
    private static Stream<JsonNode> named(JsonNode holder, String name) {
        return holder.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue);
    }
}
