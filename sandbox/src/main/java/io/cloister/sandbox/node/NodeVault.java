// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.net.Flow;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.net.Verdict;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Vault as one node sees it: over the private network, with the rights of its own identity. */
final class NodeVault {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NodeConfig config;
    private final String address;
    private final PrivateNetwork network;
    private final Function<ArmRequest, ArmResponse> server;
    private String token = "";

    NodeVault(NodeConfig config, String address, PrivateNetwork network, Function<ArmRequest, ArmResponse> server) {
        this.config = config;
        this.address = address;
        this.network = network;
        this.server = server;
    }

    void login(String jwt) throws IOException {
        ObjectNode body = object().put("role", config.vaultRole()).put("jwt", jwt);
        ArmResponse response = send("POST", "auth/" + config.authMount() + "/login", body);
        if (response.status() != 200) {
            throw new IOException("Vault does not let role " + config.vaultRole() + " in: " + errors(response));
        }
        token = JSON.readTree(response.body()).at("/auth/client_token").asText();
    }

    /** Empty where there is nothing yet, or no right to it yet. */
    Optional<JsonNode> read(String path) throws IOException {
        ArmResponse response = send("GET", config.secrets() + "/" + path, object());
        if (response.status() == 404 || response.status() == 403) {
            return Optional.empty();
        }
        if (response.status() != 200) {
            throw new IOException("Vault answered " + response.status() + " to a read of " + path);
        }
        return Optional.of(JSON.readTree(response.body()).at("/data/data"));
    }

    void write(String path, ObjectNode data) throws IOException {
        ObjectNode body = object();
        body.set("data", data);
        ArmResponse response = send("POST", config.secrets() + "/" + path, body);
        if (response.status() >= 300) {
            throw new IOException("Vault refuses to write " + path + ": " + errors(response));
        }
    }

    /** True if this was the first write of the path; false if somebody was faster. */
    boolean create(String path, ObjectNode data) throws IOException {
        ObjectNode body = object();
        body.putObject("options").put("cas", 0);
        body.set("data", data);
        ArmResponse response = send("POST", config.secrets() + "/" + path, body);
        if (response.status() != 200 && response.status() != 400 && response.status() != 403) {
            throw new IOException("Vault refuses to create " + path + ": " + errors(response));
        }
        return response.status() == 200;
    }

    private ArmResponse send(String method, String path, ObjectNode body) throws IOException {
        URI vault = config.vault();
        Verdict verdict = network.judge(new Flow(address, vault.getHost(), vault.getPort()));
        if (!verdict.allowed()) {
            throw new IOException("Vault cannot be reached: " + verdict.reason());
        }
        byte[] bytes = method.equals("GET") ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        return server.apply(new ArmRequest(method, vault.resolve("/v1/" + path), Map.of("x-vault-token", token), bytes))
                .received();
    }

    private static String errors(ArmResponse response) throws IOException {
        return response.status() + " " + JSON.readTree(response.body()).path("errors");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
