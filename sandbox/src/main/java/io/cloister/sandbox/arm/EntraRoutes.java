// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.cloister.sandbox.arm.front.Queries;
import io.cloister.sandbox.compute.catalog.ImageAliases;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.graph.Applications;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What needs no token: the cloud's metadata, and Entra's endpoints by which a client gets its token, under the tenant's
 * id, under a placeholder for it, and under {@code /adfs}, for which clients ask nobody else whether we are who we say.
 */
final class EntraRoutes {

    private static final String ADFS = "adfs";
    private static final List<String> PLACEHOLDERS = List.of("common", "organizations", ADFS);

    private final Entra entra;
    private final ArmSettings settings;
    private final ClientCredentials credentials;

    EntraRoutes(Entra entra, ArmSettings settings, Applications applications) {
        this.entra = entra;
        this.settings = settings;
        this.credentials = new ClientCredentials(entra, settings, applications);
    }

    Optional<Reply> answer(ArmRequest request, String path, String base) {
        return switch (path) {
            case "/metadata/endpoints" -> {
                String version = Queries.parse(request.uri().getRawQuery()).getOrDefault("api-version", "");
                yield Optional.of(Reply.ok(CloudMetadata.of(base, version)));
            }
            case ImageAliases.PATH -> Optional.of(Reply.ok(ImageAliases.document()));
            case "/common/discovery/instance" -> Optional.of(Reply.ok(instanceDiscovery(base)));
            default -> ofTenant(request, path, base);
        };
    }

    private Optional<Reply> ofTenant(ArmRequest request, String path, String base) {
        int slash = path.indexOf('/', 1);
        if (slash < 0) {
            return Optional.empty();
        }
        String tenant = path.substring(1, slash).toLowerCase(Locale.ROOT);
        Optional<Reply> reply = switch (path.substring(slash)) {
            case "/v2.0/.well-known/openid-configuration", "/.well-known/openid-configuration" ->
                Optional.of(Reply.ok(openIdConfiguration(base, tenant)));
            case "/discovery/v2.0/keys", "/discovery/keys" ->
                Optional.of(Reply.ok(JsonNodeFactory.instance.rawValueNode(new RawValue(entra.jwks()))));
            case "/oauth2/v2.0/token", "/oauth2/token" ->
                Optional.of(credentials.token(Queries.parse(new String(request.body(), StandardCharsets.UTF_8))));
            default -> Optional.empty();
        };
        return reply.map(answer -> isOurs(tenant) ? answer : credentials.unknownTenant(tenant));
    }

    private boolean isOurs(String tenant) {
        return tenant.equalsIgnoreCase(settings.tenantId()) || PLACEHOLDERS.contains(tenant);
    }

    private ObjectNode openIdConfiguration(String base, String tenant) {
        String authority = base + "/" + (tenant.equals(ADFS) ? ADFS : settings.tenantId());
        String version = tenant.equals(ADFS) ? "" : "v2.0/";
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration
                .put("issuer", entra.issuer())
                .put("authorization_endpoint", authority + "/oauth2/" + version + "authorize")
                .put("token_endpoint", authority + "/oauth2/" + version + "token")
                .put("jwks_uri", authority + "/discovery/" + version + "keys");
        configuration.putArray("response_types_supported").add("token");
        configuration.putArray("subject_types_supported").add("pairwise");
        configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
        configuration.putArray("token_endpoint_auth_methods_supported").add("client_secret_post");
        return configuration;
    }

    private ObjectNode instanceDiscovery(String base) {
        ObjectNode discovery = JsonNodeFactory.instance.objectNode();
        discovery
                .put(
                        "tenant_discovery_endpoint",
                        base + "/" + settings.tenantId() + "/v2.0/.well-known/openid-configuration")
                .put("api-version", "1.1");
        String host = base.replaceFirst("^https://", "");
        ObjectNode metadata = discovery.putArray("metadata").addObject();
        metadata.put("preferred_network", host).put("preferred_cache", host);
        metadata.putArray("aliases").add(host);
        return discovery;
    }
}
