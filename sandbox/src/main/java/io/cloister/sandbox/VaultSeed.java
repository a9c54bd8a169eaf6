// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.entra.Caller;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.vault.TokenClaims.Claims;
import io.cloister.sandbox.vault.VaultServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Vault as its administrators hand it to Cloister: a token with narrow rights, beside another team's secret. */
record VaultSeed(VaultServer server, String workerToken) {

    private static final String WORKER_POLICY = """
            path "secret/data/cloister/*" { capabilities = ["create", "read", "update", "patch", "delete", "list"] }
            path "secret/metadata/cloister/*" { capabilities = ["create", "read", "update", "delete", "list"] }
            path "secret/metadata/cloister" { capabilities = ["list"] }
            path "sys/policies/acl/cloister-*" { capabilities = ["create", "read", "update", "delete", "list"] }
            path "auth/jwt/role/cloister-*" { capabilities = ["create", "read", "update", "delete", "list"] }
            """;

    @Override
    public String toString() {
        return "VaultSeed";
    }

    static VaultSeed create(SandboxClock clock, Entra entra) {
        VaultServer server = new VaultServer(clock, token -> entra.verify(token).map(VaultSeed::claims));
        String root = server.rootToken();
        ObjectNode secret = JsonNodeFactory.instance.objectNode();
        secret.putObject("data").put("username", "team-a").put("password", "not-cloisters-business");
        write(server, root, "secret/data/team-a/database", secret);
        ObjectNode issuer = JsonNodeFactory.instance.objectNode();
        issuer.put("bound_issuer", entra.issuer()).put("jwks_url", entra.issuer() + "discovery/keys");
        write(server, root, "auth/jwt/config", issuer);
        return new VaultSeed(server, server.token("cloister-worker", WORKER_POLICY));
    }

    private static Claims claims(Caller caller) {
        return new Claims(
                caller.audience(),
                Map.of(
                        "oid", caller.objectId(),
                        "sub", caller.objectId(),
                        "tid", caller.tenantId(),
                        "appid", caller.clientId()));
    }

    private static void write(VaultServer server, String token, String path, ObjectNode body) {
        server.handle(new ArmRequest(
                "POST",
                URI.create("https://vault/v1/" + path),
                Map.of("x-vault-token", token),
                body.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
