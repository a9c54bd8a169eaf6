// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SandboxTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withTimeScale(0.001));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void vaultIsReachedThroughThePrivateProxyAtItsPrivateAddress() throws Exception {
        JsonNode health = get(environment("VAULT_ADDR") + "/v1/sys/health", "");

        assertThat(health.path("initialized").asBoolean()).isTrue();
    }

    @Test
    void aPublicAddressIsDeniedByPolicy() throws Exception {
        String body = "{\"location\":\"westeurope\",\"sku\":{\"name\":\"Standard\"},"
                + "\"properties\":{\"publicIPAllocationMethod\":\"Static\"}}";

        HttpResponse<String> response = send(
                armRequest("/providers/Microsoft.Network/publicIPAddresses/ip")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                client(false));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(JSON.readTree(response.body()).at("/error/code").asText()).isEqualTo("RequestDisallowedByPolicy");
    }

    @Test
    void holdsOtherTeamsThingsFromTheStart() throws Exception {
        HttpResponse<String> response = send(
                armRequest("/providers/Microsoft.Network/networkSecurityGroups/team-a-nsg")
                        .GET()
                        .build(),
                client(false));

        assertThat(JSON.readTree(response.body()).at("/tags/owner").asText()).isEqualTo("team-a");
    }

    @Test
    void aFaultWhosePathIsVaultsHitsVault() throws Exception {
        String rule = JsonNodeFactory.instance
                .objectNode()
                .put("id", "vault-down")
                .put("method", "GET")
                .put("path", "/v1/secret/data/cloister/broken")
                .put("kind", "HTTP_ERROR")
                .put("status", 503)
                .put("code", "Down")
                .put("message", "Vault is sealed")
                .put("times", 1)
                .toString();
        HttpResponse<String> set = send(
                HttpRequest.newBuilder(URI.create(sandbox.controlUri() + "/sandbox/faults"))
                        .POST(BodyPublishers.ofString(rule))
                        .build(),
                client(false));
        HttpRequest read = HttpRequest.newBuilder(
                        URI.create(environment("VAULT_ADDR") + "/v1/secret/data/cloister/broken"))
                .header("X-Vault-Token", environment("VAULT_TOKEN"))
                .build();

        assertThat(set.statusCode()).isLessThan(300);
        assertThat(send(read, client(true)).statusCode()).isEqualTo(503);
        assertThat(send(read, client(true)).statusCode()).isEqualTo(404);
    }

    @Test
    void thePrivateProxySaysWhyAnAddressCannotBeReached() throws Exception {
        assertThat(get(sandbox.controlUri() + "/sandbox/flows", "").isArray()).isTrue();
        try {
            get("https://10.20.1.250:6443/readyz", "");
        } catch (IOException refused) {
            assertThat(get(sandbox.controlUri() + "/sandbox/flows", "").toString())
                    .contains("10.20.1.250");
            return;
        }
        throw new AssertionError("an address that nobody has was reached");
    }

    private static HttpRequest.Builder armRequest(String path) throws Exception {
        String form = "grant_type=client_credentials&client_id=" + environment("AZURE_CLIENT_ID") + "&client_secret="
                + environment("AZURE_CLIENT_SECRET") + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default";
        HttpResponse<String> token = send(
                HttpRequest.newBuilder(URI.create(
                                sandbox.controlUri() + "/" + environment("AZURE_TENANT_ID") + "/oauth2/v2.0/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                client(false));
        return HttpRequest.newBuilder(URI.create(sandbox.controlUri() + "/subscriptions/" + SandboxOptions.SUBSCRIPTION
                        + "/resourceGroups/" + SandboxOptions.RESOURCE_GROUP + path + "?api-version=2025-03-01"))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer "
                                + JSON.readTree(token.body())
                                        .path("access_token")
                                        .asText());
    }

    private static JsonNode get(String uri, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("X-Vault-Token", token.isEmpty() ? "none" : token)
                .build();
        return JSON.readTree(
                send(request, client(!uri.startsWith(sandbox.controlUri().toString())))
                        .body());
    }

    private static HttpResponse<String> send(HttpRequest request, HttpClient client)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpClient client(boolean throughProxy) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        byte[] pem = Files.readAllBytes(Path.of(environment("CLOISTER_CA_FILE")));
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        HttpClient.Builder builder = HttpClient.newBuilder().sslContext(context);
        if (throughProxy) {
            URI proxy = URI.create(environment("CLOISTER_PRIVATE_PROXY"));
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        }
        return builder.build();
    }

    private static String environment(String name) {
        return sandbox.environment().get(name);
    }
}
