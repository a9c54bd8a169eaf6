// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.graph.Applications;
import io.cloister.sandbox.protocol.Reply;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A token for a client that knows its secret, by {@code scope} (v2.0) or {@code resource} (v1 and ADFS), and Entra's
 * refusals. Source: Microsoft Entra authentication and authorization error codes (AADSTS).
 */
final class ClientCredentials {

    private static final String SCOPE_SUFFIX = "/.default";

    private final Entra entra;
    private final ArmSettings settings;
    private final Applications applications;

    ClientCredentials(Entra entra, ArmSettings settings, Applications applications) {
        this.entra = entra;
        this.settings = settings;
        this.applications = applications;
    }

    Reply token(Map<String, String> form) {
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return refused(
                    400,
                    "unsupported_grant_type",
                    70003,
                    "The app requested an unsupported grant type '" + form.getOrDefault("grant_type", "") + "'.");
        }
        String client = form.getOrDefault("client_id", "");
        if (!client.equalsIgnoreCase(settings.clientId()) && !applications.knows(client)) {
            return refused(
                    400,
                    "unauthorized_client",
                    700016,
                    "Application with identifier '" + client + "' was not found in the directory '"
                            + settings.tenantId()
                            + "'. This can happen if the application has not been installed by the administrator of the"
                            + " tenant or consented to by any user in the tenant. You may have sent your authentication"
                            + " request to the wrong tenant.");
        }
        Optional<String> principal = principal(client, form.getOrDefault("client_secret", ""));
        if (principal.isEmpty()) {
            return refused(
                    401,
                    "invalid_client",
                    7000215,
                    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret"
                            + " value, not the client secret ID, for a secret added to app '" + client + "'.");
        }
        Optional<String> audience = audience(form);
        if (audience.isEmpty()) {
            return refused(
                    400,
                    "invalid_scope",
                    1002012,
                    "The provided value for scope " + form.getOrDefault("scope", "")
                            + " is not valid. Client credential flows must have a scope value with /.default suffixed to"
                            + " the resource identifier (application ID URI).");
        }
        long seconds = Entra.TOKEN_LIFE.toSeconds();
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("resource", audience.get())
                .put("access_token", entra.token(principal.get(), client.toLowerCase(Locale.ROOT), audience.get())));
    }

    /** The object id of who knows the secret. */
    private Optional<String> principal(String client, String secret) {
        if (!client.equalsIgnoreCase(settings.clientId())) {
            return applications.signedIn(client, secret);
        }
        return settings.clientSecret().equals(secret) ? Optional.of(settings.clientObjectId()) : Optional.empty();
    }

    Reply unknownTenant(String tenant) {
        return refused(
                400,
                "invalid_request",
                90002,
                "Tenant '" + tenant + "' not found. Check to make sure you have the correct tenant ID and are signing"
                        + " into the correct cloud.");
    }

    /** Some clients ask for "openid profile offline_access" in the same breath. */
    private static Optional<String> audience(Map<String, String> form) {
        return Arrays.stream(form.getOrDefault("scope", "").split(" "))
                .filter(scope -> scope.endsWith(SCOPE_SUFFIX))
                .map(scope -> scope.substring(0, scope.length() - SCOPE_SUFFIX.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(form.get("resource")));
    }

    private static Reply refused(int status, String error, int code, String description) {
        String trace = UUID.randomUUID().toString();
        String correlation = UUID.randomUUID().toString();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error)
                .put(
                        "error_description",
                        "AADSTS" + code + ": " + description + " Trace ID: " + trace + " Correlation ID: "
                                + correlation);
        body.putArray("error_codes").add(code);
        body.put("trace_id", trace).put("correlation_id", correlation);
        return Reply.of(status, body);
    }
}
