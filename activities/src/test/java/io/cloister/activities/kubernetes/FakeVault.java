// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.vault.connection.VaultStore;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultResponse;

/** A Vault that holds KV v2 secrets by path, and is only read. */
final class FakeVault extends VaultTemplate {

    private static final String ADDRESS = "https://vault.example:8200";

    private final Map<String, Map<String, String>> secrets = new TreeMap<>();

    FakeVault() {
        super(VaultEndpoint.from(URI.create(ADDRESS)), new TokenAuthentication("unused"));
    }

    VaultStore store() {
        return new VaultStore(this, ADDRESS);
    }

    void put(String path, Map<String, String> secret) {
        secrets.put(path, secret);
    }

    @Override
    public VaultResponse read(String path) {
        Map<String, String> secret = secrets.get(path);
        if (secret == null) {
            return null;
        }
        VaultResponse response = new VaultResponse();
        response.setData(Map.of("data", secret));
        return response;
    }

    @Override
    public List<String> list(String path) {
        String folder = path.replaceFirst("/metadata/", "/data/") + "/";
        return secrets.keySet().stream()
                .filter(key -> key.startsWith(folder))
                .map(key -> key.substring(folder.length()))
                .toList();
    }
}
