// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.https.HttpsFront;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.tls.SandboxCa;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HundredClientsTest {

    private static final int CLIENTS = 100;
    private static final String BODY = "{\"location\":\"westeurope\"}";

    private final Azure azure = new Azure();
    private final Map<String, String> headers = azure.authorization();

    /** One client's request, answered with a status. */
    private interface Sender {
        int send(String method, String path, String body) throws Exception;
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void workAtOnceOverHttps() throws Exception {
        SandboxCa ca = SandboxCa.create("test");
        try (HttpsFront front = HttpsFront.start(0, ca, List.of("localhost"), azure.arm::handle)) {
            HttpClient client =
                    HttpClient.newBuilder().sslContext(ca.clientContext()).build();
            atOnce((method, path, body) -> client.send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + front.port() + path))
                                    .method(method, BodyPublishers.ofString(body))
                                    .header("Authorization", headers.get("authorization"))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode());
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void workAtOnceInProcess() throws Exception {
        atOnce((method, path, body) -> azure.arm
                .handle(new ArmRequest(method, URI.create(path), headers, body.getBytes(StandardCharsets.UTF_8)))
                .status());
    }

    /** Each makes, reads, lists and deletes a resource of its own, and all write one that they share. */
    private void atOnce(Sender sender) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<Integer>>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                String own = identity("own-" + i);
                clients.add(() -> List.of(
                        sender.send("PUT", own, BODY),
                        sender.send("GET", own, ""),
                        sender.send("PUT", identity("shared"), BODY) / 100,
                        sender.send("GET", identity("").replace("/?", "?"), ""),
                        sender.send("DELETE", own, ""),
                        sender.send("GET", own, "")));
            }
            for (Future<List<Integer>> statuses : threads.invokeAll(clients)) {
                assertThat(statuses.get()).containsExactly(201, 200, 2, 200, 200, 404);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(azure.arm.resources().ofType("Microsoft.ManagedIdentity/userAssignedIdentities"))
                .hasSize(1);
    }

    private static String identity(String name) {
        return Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name
                + "?api-version=2024-11-30";
    }
}
