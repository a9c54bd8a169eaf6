// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.VirtualClock;
import io.cloister.sandbox.entra.Entra;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The core with a hand-driven clock, a resource group rg1, and the subscription's owner as caller. */
final class Azure {

    static final String SUBSCRIPTION = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333";
    static final String RG = SUBSCRIPTION + "/resourceGroups/rg1";
    static final String NETWORK = RG + "/providers/Microsoft.Network";
    static final String VNET = NETWORK + "/virtualNetworks/vnet1";
    static final String COMPUTE = RG + "/providers/Microsoft.Compute";
    static final String OWNER = "11111111-0000-0000-0000-000000000001";
    static final String SECRET = "the client's secret";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer with its body read. */
    record Answer(ArmResponse response, JsonNode body) {
        int status() {
            return response.status();
        }

        String header(String name) {
            return response.headers().get(name);
        }

        String code() {
            return body.path("error").path("code").asText();
        }

        String state() {
            return body.path("properties").path("provisioningState").asText();
        }
    }

    private static final String TENANT = "72f988bf-0000-0000-0000-000000000000";

    /** One for all tests: making an RSA key takes longer than most of them. */
    private static final String SIGNING_KEY =
            new Entra(TENANT, new VirtualClock(Instant.parse("2026-11-23T10:00:00Z"))).signingKey();

    final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-23T10:00:00Z"));
    final OperationLog log = new OperationLog();
    final Entra entra = Entra.withKey(TENANT, clock, SIGNING_KEY);
    final Arm arm;
    private String token = entra.token(OWNER, "22222222-0000-0000-0000-000000000002", "https://localhost:8443/");

    Azure() {
        this(settings());
    }

    /** With {@link #settings()} changed in some way. */
    Azure(ArmSettings settings) {
        arm = new Arm(clock, log, entra, settings);
        arm.seed(RG, json("{'location':'westeurope'}"));
    }

    static ArmSettings settings() {
        return new ArmSettings(
                "72f988bf-0000-0000-0000-000000000000",
                SUBSCRIPTION.substring("/subscriptions/".length()),
                "https://localhost:8443",
                "22222222-0000-0000-0000-000000000002",
                SECRET,
                OWNER);
    }

    void actAs(String objectId) {
        token = entra.token(objectId, objectId, "https://localhost:8443/");
    }

    Answer get(String path) {
        return call("GET", path, "");
    }

    Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    Answer delete(String path) {
        return call("DELETE", path, "");
    }

    /** With single quotes for double ones. */
    Answer call(String method, String path, String body) {
        return call(method, path, body, Map.of());
    }

    /** @param headers beside the token */
    Answer call(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("authorization", "Bearer " + token);
        String query = path.contains("api-version")
                ? path
                : path + (path.contains("?") ? "&" : "?") + "api-version=2025-03-01";
        return send(method, query, body.replace('\'', '"'), all);
    }

    /** The body as it stands, so that a template's expressions keep their single quotes. */
    Answer exactly(String method, String path, String body) {
        return send(method, path + "?api-version=2024-11-01", body, authorization());
    }

    Map<String, String> authorization() {
        return Map.of("authorization", "Bearer " + token);
    }

    Answer send(String method, String path, String body, Map<String, String> headers) {
        ArmResponse response = arm.handle(new ArmRequest(
                method,
                URI.create(path.replace(" ", "%20").replace("'", "%27")),
                headers,
                body.getBytes(StandardCharsets.UTF_8)));
        try {
            JsonNode read = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
            return new Answer(response, read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void pass(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
    }

    void makeNetwork() {
        put(VNET, """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']},
                 'subnets':[{'name':'nodes','properties':{'addressPrefix':'10.20.1.0/24','defaultOutboundAccess':false}}]}}""");
        pass(10);
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
