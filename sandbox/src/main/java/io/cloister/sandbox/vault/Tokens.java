// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The tokens that Vault has given out; real time counts here, as it does in the tokens of Entra. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Expired ones are forgotten beyond this. */
    private static final int MANY = 1_000;

    record Token(
            String id,
            String accessor,
            String displayName,
            Set<String> policies,
            Map<String, String> metadata,
            Duration life,
            Instant expiresAt) {
        Token {
            policies = Set.copyOf(policies);
            metadata = Map.copyOf(metadata);
        }

        @Override
        public String toString() {
            return "token of " + displayName + " (" + accessor + ")";
        }
    }

    private final Map<String, Token> tokens = new HashMap<>();
    private final SandboxClock clock;

    Tokens(SandboxClock clock) {
        this.clock = clock;
    }

    ArrayNode save() {
        ArrayNode saved = JsonNodeFactory.instance.arrayNode();
        for (Token token : tokens.values()) {
            ObjectNode one = saved.addObject()
                    .put("id", token.id())
                    .put("accessor", token.accessor())
                    .put("displayName", token.displayName())
                    .put("lifeSeconds", token.life().toSeconds())
                    .put("expiresAt", token.expiresAt().toString());
            token.policies().forEach(one.putArray("policies")::add);
            token.metadata().forEach(one.putObject("metadata")::put);
        }
        return saved;
    }

    void restore(JsonNode saved) {
        tokens.clear();
        for (JsonNode one : saved) {
            Map<String, String> metadata = new HashMap<>();
            one.path("metadata")
                    .properties()
                    .forEach(entry ->
                            metadata.put(entry.getKey(), entry.getValue().asText()));
            Token token = new Token(
                    one.path("id").asText(),
                    one.path("accessor").asText(),
                    one.path("displayName").asText(),
                    Set.copyOf(VaultServer.texts(one.path("policies"))),
                    metadata,
                    Duration.ofSeconds(one.path("lifeSeconds").asLong()),
                    Instant.parse(one.path("expiresAt").asText()));
            tokens.put(token.id(), token);
        }
    }

    private void forgetExpired() {
        if (tokens.size() > MANY) {
            tokens.values().removeIf(token -> token.expiresAt().isBefore(clock.now()));
        }
    }

    Token issue(String displayName, Iterable<String> policies, Map<String, String> metadata, Duration life) {
        forgetExpired();
        Set<String> all = new LinkedHashSet<>();
        policies.forEach(all::add);
        if (!all.contains(Policies.ROOT)) {
            all.add("default");
        }
        Token token = new Token(
                "hvs." + random(24),
                random(16),
                displayName,
                all,
                metadata,
                life,
                clock.now().plus(life));
        tokens.put(token.id(), token);
        return token;
    }

    Token require(String id) {
        Token token = tokens.get(id);
        if (token == null || token.expiresAt().isBefore(clock.now())) {
            throw VaultRefusal.permissionDenied();
        }
        return token;
    }

    Token renew(Token token) {
        Token renewed = new Token(
                token.id(),
                token.accessor(),
                token.displayName(),
                token.policies(),
                token.metadata(),
                token.life(),
                clock.now().plus(token.life()));
        tokens.put(renewed.id(), renewed);
        return renewed;
    }

    void revoke(Token token) {
        tokens.remove(token.id());
    }

    static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
