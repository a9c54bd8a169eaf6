// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault.connection;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.vault.VaultException;
import org.springframework.vault.core.VaultOperations;
import org.springframework.vault.support.VaultResponse;
import org.springframework.web.client.RestClientException;

/** Vault by paths, as its HTTP API has them; every failure names the path and the capability that it needs. */
public final class VaultStore {

    private final VaultOperations vault;
    private final VaultFailures failures;

    public VaultStore(VaultOperations vault, String address) {
        this.vault = vault;
        this.failures = new VaultFailures(address);
    }

    public String address() {
        return failures.address();
    }

    /** The {@code data} of an answer; empty where there is nothing. */
    public Optional<Map<String, Object>> read(String path) {
        return call(path, "read", () -> Optional.ofNullable(vault.read(path)).map(VaultResponse::getData));
    }

    /** The keys and values of a KV v2 secret; empty where there is none, or where its newest version is deleted. */
    public Optional<Map<String, String>> readSecret(String path) {
        return read(path).map(answer -> answer.get("data")).map(VaultStore::texts);
    }

    /** Writes a KV v2 secret that is not there yet; false where one is. */
    public boolean createSecret(String path, Map<String, String> secret) {
        Map<String, Object> body = Map.of("data", secret, "options", Map.of("cas", 0));
        return call(path, "create", () -> {
            try {
                vault.write(path, body);
                return true;
            } catch (VaultException refused) {
                if (VaultFailures.isCheckAndSetMismatch(refused)) {
                    return false;
                }
                throw refused;
            }
        });
    }

    public Map<String, Object> write(String path, Map<String, ?> body) {
        return call(
                path,
                "update",
                () -> Optional.ofNullable(vault.write(path, body))
                        .map(VaultResponse::getData)
                        .orElse(Map.of()));
    }

    public List<String> list(String path) {
        return call(path, "list", () -> Optional.ofNullable(vault.list(path)).orElse(List.of()));
    }

    public void delete(String path) {
        call(path, "delete", () -> {
            vault.delete(path);
            return path;
        });
    }

    private <T> T call(String path, String capability, Supplier<T> request) {
        try {
            return request.get();
        } catch (VaultException | RestClientException failed) {
            throw failures.of(path, capability, failed);
        }
    }

    private static Map<String, String> texts(Object secret) {
        return ((Map<?, ?>) secret)
                .entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().toString(), entry -> String.valueOf(entry.getValue())));
    }
}
