// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpsFrontTest {

    private final SandboxCa ca = SandboxCa.create("test");
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(ca.clientContext()).build();

    @Test
    void servesAFunctionToWhoeverTrustsItsAuthority() throws Exception {
        try (HttpsFront front = HttpsFront.start(
                0,
                ca,
                List.of("localhost", "127.0.0.1"),
                request -> new ArmResponse(
                        201,
                        Map.of("x-method", request.method()),
                        request.headers().get("x-said").getBytes(StandardCharsets.UTF_8)))) {
            HttpResponse<String> response = get(front);

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.headers().firstValue("x-method")).contains("GET");
            assertThat(response.body()).isEqualTo("hello");
            assertThat(response.headers().firstValue("server")).isEmpty();
        }
    }

    @Test
    void twoSlashesAtTheBeginningNameNoHost() throws Exception {
        try (HttpsFront front = HttpsFront.start(
                0,
                ca,
                List.of("localhost"),
                request ->
                        new ArmResponse(200, Map.of(), request.uri().getPath().getBytes(StandardCharsets.UTF_8)))) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + front.port() + "//tenant/oauth2/v2.0/token"))
                    .build();

            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("/tenant/oauth2/v2.0/token");
        }
    }

    @Test
    void dropsTheConnectionWhereThereIsNoAnswer() {
        try (HttpsFront front = HttpsFront.start(0, ca, List.of("localhost"), request -> ArmResponse.reset())) {
            assertThatThrownBy(() -> get(front)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFailureOfTheFunctionIsToldWithoutItsCause() throws Exception {
        try (HttpsFront front = HttpsFront.start(0, ca, List.of("localhost"), request -> {
            throw new IllegalStateException("a secret");
        })) {
            HttpResponse<String> response = get(front);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .startsWith("{\"error\":{\"code\":\"InternalServerError\"")
                    .doesNotContain("secret");
        }
    }

    private HttpResponse<String> get(HttpsFront front) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + front.port() + "/x"))
                .header("X-Said", "hello")
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
