// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.imds;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata service as one function: {@code /metadata/…} as a machine has it, and {@code /msi/token} as App Service has
 * it. {@code /machines/{computer name}} before either makes the caller that machine.
 */
public final class InstanceMetadata {

    private static final Pattern PATH = Pattern.compile("(?:/machines/([^/]+))?(/(?:metadata|msi)/.*?)/?");
    private static final String DOCUMENT = "/metadata/instance";

    private final ResourceView resources;
    private final IdentityTokens tokens;
    private final String secret;

    /**
     * @param objectId whom a caller that is no machine speaks for
     * @param secret what {@code X-IDENTITY-HEADER} must say
     */
    public InstanceMetadata(
            ResourceView resources, Entra entra, SandboxClock clock, String objectId, String clientId, String secret) {
        this.resources = resources;
        this.tokens = new IdentityTokens(resources, entra, clock, objectId, clientId);
        this.secret = secret;
    }

    public ArmResponse handle(ArmRequest request) {
        try {
            return answer(request);
        } catch (Refusal refusal) {
            return refusal.toResponse();
        }
    }

    private ArmResponse answer(ArmRequest request) {
        Matcher path = PATH.matcher(request.uri().getPath());
        if (!path.matches()) {
            throw new Refusal(404, "There is nothing at " + request.uri().getPath() + ".");
        }
        if (!request.method().equals("GET")) {
            throw new Refusal(405, "The method is not allowed.");
        }
        Map<String, String> query = query(request.uri().getRawQuery());
        Optional<Machine> machine = Optional.ofNullable(path.group(1))
                .map(name -> Machine.named(name, resources)
                        .orElseThrow(() -> new Refusal(404, "There is no machine named " + name + ".")));
        String asked = path.group(2);
        if (asked.equals("/msi/token")) {
            requireHeader(request, secret.equals(request.headers().get("x-identity-header")));
            return json(tokens.token(query, machine));
        }
        requireHeader(request, false);
        if (!query.containsKey("api-version")) {
            throw Refusal.badRequest("Bad request. api-version is invalid or was not specified in the request.");
        }
        if (asked.equals("/metadata/identity/oauth2/token")) {
            return json(tokens.token(query, machine));
        }
        if (asked.startsWith(DOCUMENT)) {
            Machine known = machine.orElseThrow(
                    () -> new Refusal(404, "Ask as a machine: /machines/{computer name}" + DOCUMENT + "."));
            return part(new InstanceDocument(known, resources).toJson().at(asked.substring(DOCUMENT.length())), query);
        }
        throw new Refusal(404, "There is nothing at " + asked + ".");
    }

    private static void requireHeader(ArmRequest request, boolean otherwise) {
        if (!otherwise && !"true".equalsIgnoreCase(request.headers().get("metadata"))) {
            throw Refusal.badRequest("Required metadata header not specified");
        }
    }

    /** A leaf of the document is given as text alone. */
    private static ArmResponse part(JsonNode part, Map<String, String> query) {
        if (part.isMissingNode()) {
            throw new Refusal(404, "The requested resource was not found.");
        }
        if (part.isContainerNode()) {
            return json(part);
        }
        if (!query.getOrDefault("format", "").equals("text")) {
            throw Refusal.badRequest("A leaf is given as text: add format=text to the query.");
        }
        return new ArmResponse(
                200,
                Map.of("Content-Type", "text/plain; charset=utf-8"),
                part.asText().getBytes(StandardCharsets.UTF_8));
    }

    private static ArmResponse json(JsonNode body) {
        return new ArmResponse(
                200,
                Map.of("Content-Type", "application/json; charset=utf-8"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals).toLowerCase(Locale.ROOT), decoded(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("The query is malformed.");
        }
    }
}
