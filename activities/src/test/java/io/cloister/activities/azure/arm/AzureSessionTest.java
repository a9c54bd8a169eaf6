// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloister.activities.azure.Samples;
import io.cloister.sandbox.tls.SandboxCa;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session's own transport and credential, against a server of this machine with a private authority. */
class AzureSessionTest {

    private static final String TOKEN =
            "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"the-token\"}";

    private HttpsServer server;
    private Path caFile;
    private String authorization = "";

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        SandboxCa authority = SandboxCa.create("test");
        caFile = Files.writeString(directory.resolve("ca.pem"), authority.pem());
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(List.of("localhost", "127.0.0.1"))));
        server.createContext("/subscriptions", exchange -> {
            authorization = exchange.getRequestHeaders().getFirst("Authorization");
            answer(exchange, 200, "{\"properties\":{\"provisioningState\":\"Updating\"}}");
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void trustsThePrivateAuthorityAndSendsTheTokenOfItsCredential() {
        server.createContext("/tenant/oauth2/v2.0/token", exchange -> answer(exchange, 200, TOKEN));

        assertThat(session().arm().find(Samples.network().resource().id()))
                .map(ExistingResource::state)
                .contains(ExistingResource.State.CHANGING);
        assertThat(authorization).isEqualTo("Bearer the-token");
    }

    @Test
    void saysWhichSettingsToCheckWhereEntraRefuses() {
        String refusal = "{\"error\":\"invalid_client\",\"error_description\":\"wrong secret hush\"}";
        server.createContext("/tenant/oauth2/v2.0/token", exchange -> answer(exchange, 401, refusal));

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> session().arm().find(Samples.network().resource().id()));

        assertThat(failure.getType()).isEqualTo("azure.authentication.failed");
        assertThat(failure.getOriginalMessage())
                .contains("AZURE_CLIENT_ID", "invalid_client")
                .doesNotContain("hush");
    }

    private AzureSession session() {
        String url = "https://localhost:" + server.getAddress().getPort() + "/";
        return AzureSession.open(AzureSettings.fromEnvironment(Map.of(
                "CLOISTER_ARM_ENDPOINT", url,
                "AZURE_AUTHORITY_HOST", url,
                "AZURE_TENANT_ID", "tenant",
                "AZURE_CLIENT_ID", "client",
                "AZURE_CLIENT_SECRET", "hush",
                "AZURE_DISABLE_INSTANCE_DISCOVERY", "true",
                "CLOISTER_CA_FILE", caFile.toString())));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
