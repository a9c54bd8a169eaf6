// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.core.ScaledClock;
import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICES = "/api/v1/namespaces/default/services";
    private static final String APPLY = "application/apply-patch+yaml";
    private static final String ANY = "application/json";
    private static final String SERVICE =
            "{'kind': 'Service', 'metadata': {'name': 's'}, 'spec': {'type': 'LoadBalancer'}}";

    private final ScaledClock clock = new ScaledClock(1);
    private int webhookPort;
    private final ApiServer server =
            new ApiServer(new ObjectStore(clock), "1.34.1", "secret-token", (namespace, service, port) -> {
                if (webhookPort == 0) {
                    throw new IOException("no endpoints available for service");
                }
                return webhookPort;
            });

    @AfterEach
    void stopTheClock() {
        clock.close();
    }

    @Test
    void knowsNobodyWithoutTheRightToken() {
        assertThat(server.handle(request("GET", SERVICES, ANY, "", "")).status())
                .isEqualTo(403);
        assertThat(server.handle(request("GET", SERVICES, ANY, "", "guess")).status())
                .isEqualTo(401);
        assertThat(server.handle(request("GET", "/readyz", ANY, "", "")).status())
                .isEqualTo(200);
    }

    @Test
    void answersWhatIsMissingWithAStatus() throws IOException {
        ArmResponse response = call("GET", SERVICES + "/none", ANY, "");

        assertThat(response.status()).isEqualTo(404);
        assertThat(body(response).path("reason").asText()).isEqualTo("NotFound");
    }

    @Test
    void appliesTwiceAndDropsWhatTheManagerNoLongerSays() throws IOException {
        String path = "/api/v1/namespaces/default/configmaps/c?fieldManager=test";
        call("PATCH", path, APPLY, "{'kind': 'ConfigMap', 'data': {'a': '1', 'b': '2'}}");
        call("PATCH", path, "application/merge-patch+json", "{'data': {'other': 'kept'}}");

        JsonNode result = body(call("PATCH", path, APPLY, "{'kind': 'ConfigMap', 'data': {'a': '3'}}"));

        assertThat(result.path("data").toString()).isEqualTo("{\"a\":\"3\",\"other\":\"kept\"}");
    }

    @Test
    void aSecondCreateIsRefusedAndADryRunKeepsNothing() {
        assertThat(call("POST", SERVICES + "?dryRun=All", ANY, SERVICE).status())
                .isEqualTo(201);
        assertThat(call("POST", SERVICES, ANY, SERVICE).status()).isEqualTo(201);
        assertThat(call("POST", SERVICES, ANY, SERVICE).status()).isEqualTo(409);
    }

    @Test
    void aWebhookIsReallyCalledAndMutates() throws IOException {
        SandboxCa authority = SandboxCa.create("webhook");
        try (HttpsFront webhook = HttpsFront.start(0, authority, List.of("hook.system.svc"), ApiServerTest::annotate)) {
            webhookPort = webhook.port();
            register(authority);

            JsonNode created = body(call("POST", SERVICES, ANY, SERVICE));

            assertThat(created.at("/metadata/annotations/by").asText()).isEqualTo("webhook");
        }
    }

    @Test
    void aWebhookOfAnotherAuthorityIsNotBelieved() throws IOException {
        try (HttpsFront webhook = HttpsFront.start(
                0, SandboxCa.create("impostor"), List.of("hook.system.svc"), ApiServerTest::annotate)) {
            webhookPort = webhook.port();
            register(SandboxCa.create("webhook"));

            assertThat(call("POST", SERVICES, ANY, SERVICE).status()).isEqualTo(500);
        }
    }

    private void register(SandboxCa authority) {
        String bundle = Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.UTF_8));
        call("POST", "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations", ANY, """
                {'kind': 'MutatingWebhookConfiguration', 'metadata': {'name': 'w'}, 'webhooks': [{
                  'name': 'w.test', 'clientConfig': {'caBundle': '%s',
                    'service': {'name': 'hook', 'namespace': 'system', 'path': '/mutate'}},
                  'rules': [{'apiGroups': [''], 'apiVersions': ['v1'], 'resources': ['services'],
                    'operations': ['CREATE']}]}]}
                """.formatted(bundle));
    }

    private static ArmResponse annotate(ArmRequest request) {
        try {
            String uid = JSON.readTree(request.body()).at("/request/uid").asText();
            String patch = Base64.getEncoder()
                    .encodeToString(
                            "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"by\":\"webhook\"}}]"
                                    .getBytes(StandardCharsets.UTF_8));
            String answer = "{'response': {'uid': '" + uid + "', 'allowed': true, 'patchType': 'JSONPatch', 'patch': '"
                    + patch + "'}}";
            return new ArmResponse(200, Map.of(), bytes(answer));
        } catch (IOException e) {
            return new ArmResponse(400, Map.of(), new byte[0]);
        }
    }

    private ArmResponse call(String method, String path, String type, String body) {
        return server.handle(request(method, path, type, body, "secret-token"));
    }

    private static ArmRequest request(String method, String path, String type, String body, String token) {
        Map<String, String> headers = token.isEmpty()
                ? Map.of("content-type", type)
                : Map.of("content-type", type, "authorization", "Bearer " + token);
        return new ArmRequest(method, URI.create("https://api" + path), headers, bytes(body));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode body(ArmResponse response) throws IOException {
        return JSON.readTree(response.body());
    }
}
