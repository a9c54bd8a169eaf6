// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where this worker finds Vault and how it logs in; the variables are those of Vault's own command line. */
public record VaultSettings(URI address, Login login) {

    /** A token given, or one got by AppRole and renewed while the worker lives. */
    public sealed interface Login {
        record Token(Secret token) implements Login {}

        record AppRole(String roleId, Secret secretId) implements Login {}
    }

    /** Fails with all that is missing or wrong at once. */
    public static VaultSettings fromEnvironment(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String address = environment.getOrDefault("VAULT_ADDR", "");
        if (!address.matches("https?://[^/\\s]+/?")) {
            problems.add("VAULT_ADDR is missing or not of the form https://host:port: set it to Vault's address");
        }
        String token = environment.getOrDefault("VAULT_TOKEN", "");
        String roleId = environment.getOrDefault("VAULT_ROLE_ID", "");
        String secretId = environment.getOrDefault("VAULT_SECRET_ID", "");
        if (token.isBlank() && (roleId.isBlank() || secretId.isBlank())) {
            problems.add("no login for Vault: set VAULT_TOKEN, or both VAULT_ROLE_ID and VAULT_SECRET_ID");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        Login login =
                token.isBlank() ? new Login.AppRole(roleId, new Secret(secretId)) : new Login.Token(new Secret(token));
        return new VaultSettings(URI.create(address), login);
    }
}
