// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A KV version 2 engine: every secret keeps its versions, and a write may insist on the one it follows. */
final class KeyValueStore {

    private static final class Version {
        private final JsonNode data;
        private final Instant createdAt;
        private Instant deletedAt;

        private Version(JsonNode data, Instant createdAt) {
            this.data = data;
            this.createdAt = createdAt;
        }
    }

    private static final class Secret {
        private final List<Version> versions = new ArrayList<>();
        private JsonNode customMetadata;
    }

    private final Map<String, Secret> secrets = new TreeMap<>();
    private final SandboxClock clock;

    KeyValueStore(SandboxClock clock) {
        this.clock = clock;
    }

    ObjectNode save() {
        ObjectNode saved = VaultServer.object();
        secrets.forEach((path, secret) -> {
            ObjectNode one = saved.putObject(path);
            one.set("customMetadata", secret.customMetadata);
            ArrayNode versions = one.putArray("versions");
            for (Version version : secret.versions) {
                ObjectNode kept = versions.addObject().put("createdAt", version.createdAt.toString());
                kept.set("data", version.data);
                if (version.deletedAt != null) {
                    kept.put("deletedAt", version.deletedAt.toString());
                }
            }
        });
        return saved;
    }

    void restore(JsonNode saved) {
        secrets.clear();
        saved.properties().forEach(entry -> {
            Secret secret = new Secret();
            JsonNode metadata = entry.getValue().path("customMetadata");
            secret.customMetadata = metadata.isObject() ? metadata : null;
            for (JsonNode kept : entry.getValue().path("versions")) {
                Version version = new Version(
                        kept.path("data"), Instant.parse(kept.path("createdAt").asText()));
                version.deletedAt = kept.has("deletedAt")
                        ? Instant.parse(kept.path("deletedAt").asText())
                        : null;
                secret.versions.add(version);
            }
            secrets.put(entry.getKey(), secret);
        });
    }

    ObjectNode handleData(Call call, String path, int version) {
        return switch (call.operation()) {
            case READ -> read(path, version);
            case WRITE, PATCH -> write(path, call.body());
            case DELETE -> {
                deleteLatest(path);
                yield VaultServer.object();
            }
            case LIST -> throw VaultRefusal.unsupported(call.path());
        };
    }

    ObjectNode handleMetadata(Call call, String path) {
        return switch (call.operation()) {
            case READ -> metadata(path);
            case LIST -> list(path);
            case WRITE, PATCH -> {
                annotate(path, call.body().path("custom_metadata"));
                yield VaultServer.object();
            }
            case DELETE -> {
                forget(path);
                yield VaultServer.object();
            }
        };
    }

    boolean exists(String path) {
        return secrets.containsKey(path);
    }

    ObjectNode read(String path, int wanted) {
        Secret secret = found(path);
        int number = wanted == 0 ? secret.versions.size() : wanted;
        if (number < 1 || number > secret.versions.size()) {
            throw VaultRefusal.notFound();
        }
        Version version = secret.versions.get(number - 1);
        if (version.deletedAt != null) {
            throw VaultRefusal.notFound();
        }
        ObjectNode answer = VaultServer.object();
        answer.set("data", version.data);
        answer.set("metadata", describe(secret, version, number));
        return answer;
    }

    ObjectNode write(String path, JsonNode body) {
        if (!body.path("data").isObject()) {
            throw VaultRefusal.invalid("no data provided");
        }
        JsonNode cas = body.at("/options/cas");
        Secret known = secrets.get(path);
        int current = known == null ? 0 : known.versions.size();
        boolean deleted = current > 0 && known.versions.get(current - 1).deletedAt != null;
        if (!cas.isMissingNode() && cas.asInt() != current && !(cas.asInt() == 0 && deleted)) {
            throw VaultRefusal.invalid("check-and-set parameter did not match the current version");
        }
        Secret secret = secrets.computeIfAbsent(path, key -> new Secret());
        Version version = new Version(body.get("data").deepCopy(), clock.now());
        secret.versions.add(version);
        return describe(secret, version, secret.versions.size());
    }

    /** Marks the latest version deleted; earlier versions and the metadata stay. */
    void deleteLatest(String path) {
        Secret secret = secrets.get(path);
        if (secret != null && !secret.versions.isEmpty()) {
            secret.versions.get(secret.versions.size() - 1).deletedAt = clock.now();
        }
    }

    void forget(String path) {
        secrets.remove(path);
    }

    ObjectNode metadata(String path) {
        Secret secret = found(path);
        ObjectNode answer = VaultServer.object();
        answer.put("current_version", secret.versions.size()).put("cas_required", false);
        answer.put("oldest_version", secret.versions.isEmpty() ? 0 : 1).put("max_versions", 0);
        answer.set("custom_metadata", secret.customMetadata);
        ObjectNode versions = answer.putObject("versions");
        for (int number = 1; number <= secret.versions.size(); number++) {
            ObjectNode described = describe(secret, secret.versions.get(number - 1), number);
            described.remove(List.of("version", "custom_metadata"));
            versions.set(Integer.toString(number), described);
        }
        return answer;
    }

    void annotate(String path, JsonNode customMetadata) {
        secrets.computeIfAbsent(path, key -> new Secret()).customMetadata = customMetadata.deepCopy();
    }

    ObjectNode list(String folder) {
        String prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        TreeSet<String> keys = new TreeSet<>();
        for (String path : secrets.keySet()) {
            if (path.startsWith(prefix)) {
                String rest = path.substring(prefix.length());
                int slash = rest.indexOf('/');
                keys.add(slash < 0 ? rest : rest.substring(0, slash + 1));
            }
        }
        if (keys.isEmpty()) {
            throw VaultRefusal.notFound();
        }
        ObjectNode answer = VaultServer.object();
        ArrayNode list = answer.putArray("keys");
        keys.forEach(list::add);
        return answer;
    }

    private Secret found(String path) {
        Secret secret = secrets.get(path);
        if (secret == null) {
            throw VaultRefusal.notFound();
        }
        return secret;
    }

    private static ObjectNode describe(Secret secret, Version version, int number) {
        ObjectNode metadata = VaultServer.object();
        metadata.put("created_time", version.createdAt.toString()).put("version", number);
        metadata.put("deletion_time", version.deletedAt == null ? "" : version.deletedAt.toString());
        metadata.put("destroyed", false);
        metadata.set("custom_metadata", secret.customMetadata);
        return metadata;
    }
}
