// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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
        JsonNode definitions = json.path("template").path("parameters");
        definitions.properties().forEach(definition -> {
            if (definition
                    .getValue()
                    .path("type")
                    .asText()
                    .toLowerCase(Locale.ROOT)
                    .startsWith("secure")) {
                if (definition.getValue() instanceof ObjectNode object && object.has("defaultValue")) {
                    object.put("defaultValue", HIDDEN);
                }
                json.path("parameters").properties().forEach(given -> {
                    if (given.getKey().equalsIgnoreCase(definition.getKey())
                            && given.getValue() instanceof ObjectNode object) {
                        object.put("value", HIDDEN);
                    }
                });
            }
        });
        json.forEach(Secrets::hide);
    }
}
