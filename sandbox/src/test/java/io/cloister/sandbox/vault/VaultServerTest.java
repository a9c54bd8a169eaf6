// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.vault.TokenClaims.Claims;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaultServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScaledClock clock = new ScaledClock(1);
    private final VaultServer vault = new VaultServer(
            clock,
            token -> token.startsWith("token-of-")
                    ? Optional.of(new Claims("api://cloister", Map.of("oid", token.substring(9), "sub", "x")))
                    : Optional.empty());
    private final String root = vault.rootToken();

    @AfterEach
    void stopTheClock() {
        clock.close();
    }

    @Test
    void keepsASecretWithItsVersion() throws IOException {
        call("POST", "secret/data/a", root, "{'data': {'k': 'v'}}");

        JsonNode read = body(call("GET", "secret/data/a", root, ""));

        assertThat(read.at("/data/data/k").asText()).isEqualTo("v");
        assertThat(read.at("/data/metadata/version").asInt()).isEqualTo(1);
    }

    @Test
    void onlyTheFirstOfTwoClaimsByCompareAndSetWins() {
        String claim = "{'options': {'cas': 0}, 'data': {'holder': 'x'}}";

        assertThat(call("POST", "secret/data/leader", root, claim).status()).isEqualTo(200);
        assertThat(call("POST", "secret/data/leader", root, claim).status()).isEqualTo(400);
    }

    @Test
    void aPolicyOpensItsPathsAndNoOthers() throws IOException {
        String token =
                vault.token("narrow", "path \"secret/data/cloister/*\" { capabilities = [\"create\", \"read\"] }");

        assertThat(call("POST", "secret/data/cloister/a", token, "{'data': {}}").status())
                .isEqualTo(200);
        assertThat(call("POST", "secret/data/cloister/a", token, "{'data': {}}").status())
                .isEqualTo(403);
        ArmResponse foreign = call("GET", "secret/data/team-a/database", token, "");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(body(foreign).at("/errors/0").asText()).isEqualTo("permission denied");
    }

    @Test
    void theMostSpecificRuleDecides() {
        String token = vault.token("mixed", """
                path "secret/data/+/open" { capabilities = ["read"] }
                path "secret/data/*" { capabilities = ["deny"] }
                """);
        call("POST", "secret/data/x/open", root, "{'data': {}}");
        call("POST", "secret/data/x/closed", root, "{'data': {}}");

        assertThat(call("GET", "secret/data/x/open", token, "").status()).isEqualTo(200);
        assertThat(call("GET", "secret/data/x/closed", token, "").status()).isEqualTo(403);
    }

    @Test
    void aRoleLetsOnlyItsBoundIdentityIn() throws IOException {
        call("POST", "auth/jwt/role/cloister-demo-worker", root, """
                {'role_type': 'jwt', 'user_claim': 'oid', 'bound_audiences': ['api://cloister'],
                 'bound_claims': {'oid': 'worker-identity'}, 'token_policies': ['p']}
                """);

        ArmResponse owner = login("token-of-worker-identity");
        assertThat(owner.status()).isEqualTo(200);
        assertThat(body(owner).at("/auth/client_token").asText()).startsWith("hvs.");
        assertThat(login("token-of-somebody-else").status()).isEqualTo(400);
        assertThat(login("forged").status()).isEqualTo(400);
    }

    @Test
    void listsFoldersAndForgetsWhatIsDeleted() throws IOException {
        call("POST", "secret/data/c/one", root, "{'data': {}}");
        call("POST", "secret/data/c/nodes/n1", root, "{'data': {}}");

        assertThat(body(call("GET", "secret/metadata/c?list=true", root, ""))
                        .at("/data/keys")
                        .toString())
                .isEqualTo("[\"nodes/\",\"one\"]");
        call("DELETE", "secret/metadata/c/one", root, "");
        assertThat(call("GET", "secret/data/c/one", root, "").status()).isEqualTo(404);
    }

    @Test
    void whatIsKeptAndPutBackIsAllThere() throws IOException {
        String narrow = vault.token("narrow", "path \"secret/data/a\" { capabilities = [\"read\"] }");
        call("POST", "secret/data/a", root, "{'data': {'k': 'one'}}");
        call("POST", "secret/data/a", root, "{'data': {'k': 'two'}}");
        call("POST", "auth/jwt/role/cloister-demo-worker", root, """
                {'role_type': 'jwt', 'user_claim': 'oid', 'bound_audiences': ['api://cloister'],
                 'bound_claims': {'oid': 'worker-identity'}, 'token_policies': ['p']}
                """);
        JsonNode saved = JSON.readTree(vault.save().toString());
        call("DELETE", "secret/metadata/a", root, "");
        call("DELETE", "auth/jwt/role/cloister-demo-worker", root, "");
        call("DELETE", "sys/policies/acl/narrow", root, "");
        call("POST", "secret/data/later", root, "{'data': {}}");

        vault.restore(saved);

        assertThat(body(call("GET", "secret/data/a", narrow, ""))
                        .at("/data/data/k")
                        .asText())
                .isEqualTo("two");
        assertThat(body(call("GET", "secret/data/a?version=1", root, ""))
                        .at("/data/data/k")
                        .asText())
                .isEqualTo("one");
        assertThat(login("token-of-worker-identity").status()).isEqualTo(200);
        assertThat(call("GET", "secret/data/later", root, "").status()).isEqualTo(404);
    }

    private ArmResponse login(String jwt) {
        return call("POST", "auth/jwt/login", "", "{'role': 'cloister-demo-worker', 'jwt': '" + jwt + "'}");
    }

    private ArmResponse call(String method, String path, String token, String json) {
        return vault.handle(new ArmRequest(
                method,
                URI.create("https://vault/v1/" + path),
                Map.of("x-vault-token", token),
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode body(ArmResponse response) throws IOException {
        return JSON.readTree(response.body());
    }
}
