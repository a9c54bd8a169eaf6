// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The AppRole auth method, which machines outside of Azure log in with. */
final class AppRoleAuth {

    private static final class Role {
        private JsonNode settings = VaultServer.object();
        private String id = Tokens.random(16);
        private final Set<String> secrets = new HashSet<>();
    }

    private final Map<String, Role> roles = new TreeMap<>();
    private final Tokens tokens;

    AppRoleAuth(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Serves {@code role/<name>}, {@code role/<name>/role-id} and {@code role/<name>/secret-id}. */
    ObjectNode role(Call call, String path) {
        String[] parts = path.split("/");
        if (parts.length == 1) {
            return settings(call, parts[0]);
        }
        Role role = Optional.ofNullable(roles.get(parts[0])).orElseThrow(VaultRefusal::notFound);
        ObjectNode answer = VaultServer.object();
        if (parts[1].equals("role-id")) {
            return answer.put("role_id", role.id);
        }
        if (!parts[1].equals("secret-id") || call.operation() != Call.Operation.WRITE) {
            throw VaultRefusal.unsupported(call.path());
        }
        String secret = Tokens.random(16);
        role.secrets.add(secret);
        return answer.put("secret_id", secret).put("secret_id_accessor", Tokens.random(12));
    }

    ObjectNode save() {
        ObjectNode saved = VaultServer.object();
        roles.forEach((name, role) -> {
            ObjectNode one = saved.putObject(name).put("id", role.id);
            one.set("settings", role.settings);
            role.secrets.forEach(one.putArray("secrets")::add);
        });
        return saved;
    }

    void restore(JsonNode saved) {
        roles.clear();
        saved.properties().forEach(entry -> {
            Role role = new Role();
            role.id = entry.getValue().path("id").asText();
            role.settings = entry.getValue().path("settings");
            role.secrets.addAll(VaultServer.texts(entry.getValue().path("secrets")));
            roles.put(entry.getKey(), role);
        });
    }

    Tokens.Token login(Call call) {
        for (var entry : roles.entrySet()) {
            Role role = entry.getValue();
            if (role.id.equals(call.text("role_id")) && role.secrets.contains(call.text("secret_id"))) {
                return tokens.issue(
                        "approle-" + entry.getKey(),
                        VaultServer.texts(role.settings.path("token_policies")),
                        Map.of("role_name", entry.getKey()),
                        Duration.ofHours(1));
            }
        }
        throw VaultRefusal.invalid("invalid role or secret ID");
    }

    private ObjectNode settings(Call call, String name) {
        ObjectNode answer = VaultServer.object();
        switch (call.operation()) {
            case LIST -> roles.keySet().forEach(answer.putArray("keys")::add);
            case READ -> {
                Role role = Optional.ofNullable(roles.get(name)).orElseThrow(VaultRefusal::notFound);
                answer.setAll((ObjectNode) role.settings.deepCopy());
            }
            case WRITE, PATCH ->
                roles.computeIfAbsent(name, key -> new Role()).settings =
                        call.body().deepCopy();
            case DELETE -> roles.remove(name);
        }
        return answer;
    }
}
