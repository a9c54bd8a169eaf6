// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.VaultStore;
import java.util.Map;

/**
 * Where in Vault a proxy's credentials are.
 *
 * @param path of the KV v2 secret with mount, such as {@code secret/data/corp/proxy}
 */
record ProxyLogin(String path, String userKey, String passwordKey) {

    /** @param reference such as {@code secret/data/corp/proxy#username,password} */
    static ProxyLogin of(String reference) {
        String[] parts = reference.split("[#,]");
        return new ProxyLogin(parts[0], parts[1], parts[2]);
    }

    /** {@code username} and {@code password}, whatever their keys are there; empty where they are not there. */
    Map<String, String> read(VaultStore vault) {
        return vault.readSecret(path)
                .filter(secret -> secret.containsKey(userKey) && secret.containsKey(passwordKey))
                .map(secret -> Map.of("username", secret.get(userKey), "password", secret.get(passwordKey)))
                .orElse(Map.of());
    }
}
