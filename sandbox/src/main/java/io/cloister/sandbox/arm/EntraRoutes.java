// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.cloister.sandbox.compute.catalog.ImageAliases;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What needs no token: the cloud's metadata, and Entra's endpoints by which a client gets its token. */
final class EntraRoutes {

    private static final String SCOPE_SUFFIX = "/.default";

    private final Entra entra;
    private final ArmSettings settings;

    EntraRoutes(Entra entra, ArmSettings settings) {
        this.entra = entra;
        this.settings = settings;
    }

    Optional<Reply> answer(ArmRequest request, String path, String base) {
        if (path.equals("/metadata/endpoints")) {
            return Optional.of(Reply.ok(metadata(base)));
        }
        if (path.equals(ImageAliases.PATH)) {
            return Optional.of(Reply.ok(ImageAliases.document()));
        }
        if (path.equals("/common/discovery/instance")) {
            return Optional.of(Reply.ok(JsonNodeFactory.instance
                    .objectNode()
                    .put(
                            "tenant_discovery_endpoint",
                            base + "/" + settings.tenantId() + "/v2.0/.well-known/openid-configuration")));
        }
        int slash = path.indexOf('/', 1);
        String rest = slash < 0 ? "" : path.substring(slash);
        return switch (rest) {
            case "/v2.0/.well-known/openid-configuration" -> Optional.of(Reply.ok(openIdConfiguration(base)));
            case "/discovery/v2.0/keys" ->
                Optional.of(Reply.ok(JsonNodeFactory.instance.rawValueNode(new RawValue(entra.jwks()))));
            case "/oauth2/v2.0/token" -> Optional.of(token(request));
            default -> Optional.empty();
        };
    }

    private ObjectNode openIdConfiguration(String base) {
        String tenant = base + "/" + settings.tenantId();
        return JsonNodeFactory.instance
                .objectNode()
                .put("issuer", entra.issuer())
                .put("authorization_endpoint", tenant + "/oauth2/v2.0/authorize")
                .put("token_endpoint", tenant + "/oauth2/v2.0/token")
                .put("jwks_uri", tenant + "/discovery/v2.0/keys");
    }

    private static ObjectNode metadata(String base) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("name", "Sandbox")
                .put("resourceManager", base + "/")
                .put("portal", base + "/")
                .put("microsoftGraphResourceId", base + "/")
                .put("graph", base + "/")
                .put("vmImageAliasDoc", base + ImageAliases.PATH);
        ObjectNode authentication = metadata.putObject("authentication");
        authentication
                .put("loginEndpoint", base + "/")
                .put("identityProvider", "AAD")
                .put("tenant", "common");
        authentication.putArray("audiences").add(base + "/");
        metadata.putObject("suffixes");
        return metadata;
    }

    private Reply token(ArmRequest request) {
        Map<String, String> form = Queries.parse(new String(request.body(), StandardCharsets.UTF_8));
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return refused(400, "unsupported_grant_type", "AADSTS70003: Only grant_type client_credentials is served.");
        }
        String client = form.getOrDefault("client_id", "");
        if (!client.equalsIgnoreCase(settings.clientId())) {
            return refused(
                    400,
                    "unauthorized_client",
                    "AADSTS700016: Application with identifier '" + client + "' was not found in the directory '"
                            + settings.tenantId() + "'.");
        }
        if (!settings.clientSecret().equals(form.get("client_secret"))) {
            return refused(
                    401,
                    "invalid_client",
                    "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the"
                            + " client secret value, not the client secret ID, for a secret added to app '" + client
                            + "'.");
        }
        // some clients ask for "openid profile offline_access" in the same breath
        String audience = Arrays.stream(form.getOrDefault("scope", "").split(" "))
                .filter(scope -> scope.endsWith(SCOPE_SUFFIX))
                .map(scope -> scope.substring(0, scope.length() - SCOPE_SUFFIX.length()))
                .findFirst()
                .orElse("");
        long seconds = Entra.TOKEN_LIFE.toSeconds();
        return Reply.ok(JsonNodeFactory.instance
                .objectNode()
                .put("token_type", "Bearer")
                .put("expires_in", seconds)
                .put("ext_expires_in", seconds)
                .put("access_token", entra.token(settings.clientObjectId(), settings.clientId(), audience)));
    }

    private static Reply refused(int status, String error, String description) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error).put("error_description", description);
        return Reply.of(status, body);
    }
}
