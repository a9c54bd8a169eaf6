// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.protocol.ArmRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultGarbageTest {

    private static final List<String> PATHS = List.of(
            "/",
            "/v1/",
            "/v1/secret/data/x",
            "/v1/secret/data/",
            "/v1/secret/metadata/x",
            "/v1/secret/metadata",
            "/v1/auth/jwt/login",
            "/v1/auth/jwt/config",
            "/v1/auth/jwt/role/r",
            "/v1/auth/approle/login",
            "/v1/auth/approle/role/r",
            "/v1/sys/policies/acl/p",
            "/v1/sys/policy",
            "/v1/sys/capabilities-self",
            "/v1/auth/token/lookup-self",
            "/v1/%E2%82%AC?version=x&list=maybe");
    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "5",
            "[]",
            "null",
            "\"x\"",
            "{\"data\":5}",
            "{\"data\":{\"a\":{}},\"options\":{\"cas\":{}}}",
            "{\"custom_metadata\":[1]}",
            "{\"role\":5,\"jwt\":[]}",
            "{\"role\":\"r\",\"jwt\":\"a.b.c\"}",
            "{\"policy\":[{}]}",
            "{\"policy\":\"path { nonsense\"}",
            "{\"paths\":{\"a\":1}}",
            "{\"bound_claims\":5,\"bound_audiences\":{},\"token_policies\":7}",
            "{\"role_id\":[],\"secret_id\":{}}");

    private final VaultServer vault = new VaultServer(new ScaledClock(1), token -> Optional.empty());

    @Test
    void isRefusedAndNothingOfOursFails() {
        String token = vault.rootToken();
        for (String method : List.of("GET", "PUT", "POST", "PATCH", "DELETE", "LIST", "BREW")) {
            for (String path : PATHS) {
                for (String body : BODIES) {
                    ArmRequest request = new ArmRequest(
                            method,
                            URI.create(path),
                            Map.of("x-vault-token", token),
                            body.getBytes(StandardCharsets.UTF_8));

                    assertThat(vault.handle(request).status())
                            .as("%s %s %s", method, path, body)
                            .isBetween(200, 499);
                }
            }
        }
    }
}
