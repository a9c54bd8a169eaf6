// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.tls.SandboxCa;
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
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A client that knows a sandbox by its environment alone, as one in another process would. */
public final class SandboxClient {

    public static final String GROUP =
            "/subscriptions/" + SandboxOptions.SUBSCRIPTION + "/resourceGroups/" + SandboxOptions.RESOURCE_GROUP;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;
    private final HttpClient direct;
    private final HttpClient throughProxy;

    public SandboxClient(Map<String, String> environment) throws IOException {
        this.environment = environment;
        SSLContext context = SandboxCa.clientContext(Files.readString(Path.of(environment.get("CLOISTER_CA_FILE"))));
        URI proxy = URI.create(environment.get("CLOISTER_PRIVATE_PROXY"));
        this.direct = HttpClient.newBuilder().sslContext(context).build();
        this.throughProxy = HttpClient.newBuilder()
                .sslContext(context)
                .proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())))
                .build();
    }

    /** A new token, as the client of the environment. */
    String token() throws IOException, InterruptedException {
        String form = "grant_type=client_credentials&client_id=" + environment.get("AZURE_CLIENT_ID")
                + "&client_secret=" + environment.get("AZURE_CLIENT_SECRET")
                + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default";
        HttpRequest request = HttpRequest.newBuilder(
                        uri("/" + environment.get("AZURE_TENANT_ID") + "/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return body(direct.send(request, BodyHandlers.ofString()))
                .path("access_token")
                .asText();
    }

    /** @param path below the demo's resource group; JSON with single quotes for double ones */
    public HttpResponse<String> arm(String method, String path, String json) throws IOException, InterruptedException {
        return azure(method, uri(GROUP + path + "?api-version=2025-03-01"), token(), json);
    }

    /** @param body as it is, for what has single quotes in it */
    public HttpResponse<String> arm(String method, String path, JsonNode body)
            throws IOException, InterruptedException {
        return send(method, uri(GROUP + path + "?api-version=2025-03-01"), token(), body.toString());
    }

    HttpResponse<String> azure(String method, URI uri, String token, String json)
            throws IOException, InterruptedException {
        return send(method, uri, token, json.replace('\'', '"'));
    }

    private HttpResponse<String> send(String method, URI uri, String token, String json)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(json))
                .build();
        return direct.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> control(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, BodyPublishers.ofString(json.replace('\'', '"')))
                .build();
        return direct.send(request, BodyHandlers.ofString());
    }

    /** With the environment's Vault token. */
    HttpResponse<String> vault(String method, String path, String json) throws IOException, InterruptedException {
        return inside(method, environment.get("VAULT_ADDR") + "/v1/" + path, json);
    }

    /** Through the proxy into the private network. */
    HttpResponse<String> inside(String method, String uri, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("X-Vault-Token", environment.get("VAULT_TOKEN"))
                .method(method, BodyPublishers.ofString(json.replace('\'', '"')))
                .build();
        return throughProxy.send(request, BodyHandlers.ofString());
    }

    public static JsonNode body(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private URI uri(String path) {
        return URI.create(environment.get("CLOISTER_ARM_ENDPOINT") + path);
    }
}
