// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.client.CommandFailure;
import io.cloister.temporal.Payloads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Names of the secrets below {@code cloister/} in the sandbox's Vault; never what is in them. */
public final class VaultPaths {

    private static final ObjectMapper MAPPER = Payloads.mapper();

    private final String address;
    private final String token;
    private final String mount;
    private final HttpClient http;

    public VaultPaths(Map<String, String> environment, SSLContext trust, String mount) {
        this.address = environment.getOrDefault("VAULT_ADDR", "");
        this.token = environment.getOrDefault("VAULT_TOKEN", "");
        this.mount = mount;
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(trust);
        String proxy = environment.getOrDefault("CLOISTER_PRIVATE_PROXY", "");
        if (!proxy.isEmpty()) {
            URI uri = URI.create(proxy);
            client.proxy(ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort())));
        }
        this.http = client.build();
    }

    public List<String> list() {
        List<String> paths = new ArrayList<>();
        collect("cloister/", paths);
        return paths;
    }

    private void collect(String folder, List<String> paths) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(address + "/v1/" + mount + "/metadata/" + folder + "?list=true"))
                .header("X-Vault-Token", token)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            // Vault says so of an empty folder
            if (answer.statusCode() == 404) {
                return;
            }
            if (answer.statusCode() != 200) {
                throw CommandFailure.failed(
                        "Vault answered " + answer.statusCode() + " when asked what is below " + mount + "/" + folder);
            }
            MAPPER.readTree(answer.body()).path("data").path("keys").forEach(key -> {
                String name = folder + key.asText();
                if (name.endsWith("/")) {
                    collect(name, paths);
                } else {
                    paths.add(mount + "/" + name);
                }
            });
        } catch (IOException gone) {
            throw CommandFailure.failed("Vault does not answer at " + address + ": " + gone.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }
}
