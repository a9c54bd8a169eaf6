// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.vault.TokenClaims.Claims;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The JWT auth method: a role says which identity's token, made for which audience, is worth which policies. */
final class JwtAuth {

    private static final Duration DEFAULT_LIFE = Duration.ofHours(1);

    private final Map<String, JsonNode> roles = new TreeMap<>();
    private final Tokens tokens;
    private final TokenClaims verifier;
    private JsonNode config = VaultServer.object();

    JwtAuth(Tokens tokens, TokenClaims verifier) {
        this.tokens = tokens;
        this.verifier = verifier;
    }

    ObjectNode config(Call call) {
        if (call.operation() == Call.Operation.WRITE) {
            config = call.body().deepCopy();
            return VaultServer.object();
        }
        return config.deepCopy();
    }

    ObjectNode role(Call call, String name) {
        ObjectNode answer = VaultServer.object();
        switch (call.operation()) {
            case LIST -> roles.keySet().forEach(answer.putArray("keys")::add);
            case READ -> answer.setAll((ObjectNode) required(name).deepCopy());
            case WRITE, PATCH -> roles.put(name, checked(call));
            case DELETE -> roles.remove(name);
        }
        return answer;
    }

    boolean exists(String role) {
        return roles.containsKey(role);
    }

    ObjectNode save() {
        ObjectNode saved = VaultServer.object();
        saved.set("config", config);
        ObjectNode kept = saved.putObject("roles");
        roles.forEach(kept::set);
        return saved;
    }

    void restore(JsonNode saved) {
        config = saved.path("config");
        roles.clear();
        saved.path("roles").properties().forEach(entry -> roles.put(entry.getKey(), entry.getValue()));
    }

    Tokens.Token login(Call call) {
        String name = call.text("role");
        JsonNode role = roles.get(name);
        if (role == null) {
            throw VaultRefusal.invalid("role \"" + name + "\" could not be found");
        }
        Optional<Claims> verified = verifier.verify(call.text("jwt"));
        if (verified.isEmpty()) {
            throw VaultRefusal.invalid(
                    "error validating token: no known key successfully validated the token signature");
        }
        Claims claims = verified.get();
        if (!VaultServer.texts(role.path("bound_audiences")).contains(claims.audience())) {
            throw VaultRefusal.invalid("error validating claims: aud claim does not match any bound audience");
        }
        for (var bound : role.path("bound_claims").properties()) {
            String value = claims.values().getOrDefault(bound.getKey(), "");
            if (!VaultServer.texts(bound.getValue()).contains(value)) {
                throw VaultRefusal.invalid("error validating claims: claim \"" + bound.getKey()
                        + "\" does not match any associated bound claim values");
            }
        }
        String user = claims.values().getOrDefault(role.path("user_claim").asText("sub"), "");
        return tokens.issue(
                "jwt-" + user, VaultServer.texts(role.path("token_policies")), Map.of("role", name), life(role));
    }

    private static Duration life(JsonNode role) {
        long seconds = role.path("token_ttl").asLong(0);
        return seconds > 0 ? Duration.ofSeconds(seconds) : DEFAULT_LIFE;
    }

    private static JsonNode checked(Call call) {
        if (call.text("user_claim").isEmpty()) {
            throw VaultRefusal.invalid("a user claim must be defined on the role");
        }
        if (call.body().path("bound_audiences").isEmpty()
                && call.text("bound_audiences").isEmpty()
                && call.body().path("bound_claims").isEmpty()) {
            throw VaultRefusal.invalid("must have at least one bound constraint when creating/updating a role");
        }
        return call.body().deepCopy();
    }

    private JsonNode required(String name) {
        JsonNode role = roles.get(name);
        if (role == null) {
            throw VaultRefusal.notFound();
        }
        return role;
    }
}
