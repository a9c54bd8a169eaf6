// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.protocol.LenientJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes out of a request's body, before it is written down, what is secret: the values of the names that Azure never shows
 * again, of a form's credentials, and of a template's secure parameters.
 */
final class Secrets {

    /** In any case. */
    private static final Set<String> NAMES = Set.of(
            "adminPassword",
            "protectedSettings",
            "protectedParameters",
            "runAsPassword",
            "customData",
            "client_secret",
            "client_assertion",
            "password");

    private static final String HIDDEN = "(secure)";

    private Secrets() {}

    static String hidden(String path, byte[] body) {
        try {
            JsonNode json = LenientJson.read(body);
            hide(json);
            return json.toString();
        } catch (JacksonException noJson) {
            return path.toLowerCase(Locale.ROOT).endsWith("/token")
                    ? form(new String(body, StandardCharsets.UTF_8))
                    : "(a body that cannot be read)";
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory cannot be read", e);
        }
    }

    private static String form(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .map(field -> isSecret(decoded(field[0])) ? field[0] + "=" + HIDDEN : String.join("=", field))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return name;
        }
    }

    private static boolean isSecret(String name) {
        return NAMES.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Here and in all that is within. */
    private static void hide(JsonNode json) {
        hideParameters(json);
        NAMES.forEach(name -> hide(json, name));
        json.forEach(Secrets::hide);
    }

    /** Of a template, as it stands in a deployment with the parameters that are given. */
    private static void hideParameters(JsonNode deployment) {
        named(deployment, "template")
                .flatMap(template -> named(template, "parameters"))
                .flatMap(parameters -> parameters.properties().stream())
                .filter(definition -> named(definition.getValue(), "type")
                        .anyMatch(type -> type.asText().toLowerCase(Locale.ROOT).startsWith("secure")))
                .toList()
                .forEach(secure -> {
                    hide(secure.getValue(), "defaultValue");
                    named(deployment, "parameters")
                            .flatMap(given -> named(given, secure.getKey()))
                            .forEach(given -> hide(given, "value"));
                });
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
