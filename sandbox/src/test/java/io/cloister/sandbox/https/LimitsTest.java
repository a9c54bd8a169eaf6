// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LimitsTest {

    private static final int LARGE = 80 * 1024;
    private static final int MORE_THAN_SOCKETS_HOLD = 64 * 1024 * 1024;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final SandboxCa ca = SandboxCa.create("test");
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(ca.clientContext())
            .build();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private HttpsFront front;

    @AfterEach
    void stop() {
        released.countDown();
        front.close();
    }

    @Test
    void aLargeBodyHasToWaitWhileAnotherIsHeldAndASmallOneNeverDoes() throws Exception {
        start(LONG, LONG, LONG);
        CompletableFuture<HttpResponse<byte[]>> first =
                client.sendAsync(put("/held", LARGE), BodyHandlers.ofByteArray());
        held.await();

        HttpResponse<byte[]> second = send(put("/x", LARGE));
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("Retry-After")).contains("1");
        assertThat(new String(second.body(), StandardCharsets.UTF_8))
                .startsWith("{\"error\":{\"code\":\"ServiceUnavailable\",");
        assertThat(send(put("/x", 1024)).statusCode()).isEqualTo(200);

        released.countDown();
        assertThat(first.get().statusCode()).isEqualTo(200);
        assertThat(send(put("/x", LARGE)).statusCode()).isEqualTo(200);
    }

    @Test
    void noRequestIsAnsweredWhileTooManyAnswersWaitForTheirReaders() throws Exception {
        start(LONG, LONG, LONG);
        Socket reader = connect("GET /much HTTP/1.1\r\nHost: x\r\n\r\n");
        awaitStatus(503);
        reader.close();
        awaitStatus(200);
    }

    @Test
    void anAnswerThatNobodyReadsIsGivenUp() throws Exception {
        start(LONG, Duration.ofMillis(300), LONG);
        Socket reader = connect("GET /much HTTP/1.1\r\nHost: x\r\n\r\n");
        awaitStatus(503);
        awaitStatus(200);
        reader.close();
    }

    @Test
    void aBodyThatDoesNotArriveInTimeIsGivenUp() throws Exception {
        start(Duration.ofMillis(300), LONG, LONG);
        try (Socket slow = connect("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")) {
            assertThat(answer(slow)).isEmpty();
        }
    }

    @Test
    void anAnswerMayBeLaterThanAConnectionMayBeIdle() throws Exception {
        start(LONG, LONG, Duration.ofSeconds(1));

        assertThat(send(put("/late", 0)).statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void closingWaitsForNobody() throws Exception {
        start(LONG, LONG, LONG);
        client.sendAsync(put("/held", LARGE), BodyHandlers.ofByteArray());
        held.await();
        try (Socket slow = connect("PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
                Socket silent = connect("GET /never HTTP/1.1\r\nHost: x\r\n\r\n")) {
            front.close();

            // cut, or told in the last moment that its body has not arrived
            assertThat(answer(slow)).doesNotStartWith("HTTP/1.1 2");
            assertThat(answer(silent)).isEmpty();
        }
    }

    private void start(Duration arrival, Duration reading, Duration idle) {
        Limits limits =
                new Limits(new Budget(100 * 1024), new Budget(100 * 1024), Duration.ZERO, arrival, reading, idle);
        front = HttpsFront.start(HttpsFront.LOOPBACK, 0, ca, List.of("localhost"), this::answer, limits);
    }

    private ArmResponse answer(ArmRequest request) {
        ArmResponse usual = new ArmResponse(200, Map.of(), new byte[0]);
        return switch (request.uri().getPath()) {
            case "/held" -> {
                held.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield usual;
            }
            case "/much" -> new ArmResponse(200, Map.of(), new byte[MORE_THAN_SOCKETS_HOLD]);
            case "/late" -> usual.delayed(Duration.ofSeconds(2));
            case "/never" -> ArmResponse.silence(LONG);
            default -> usual;
        };
    }

    private void awaitStatus(int status) throws Exception {
        while (send(put("/x", 0)).statusCode() != status) {
            Thread.onSpinWait();
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private HttpRequest put(String path, int length) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + front.port() + path))
                .PUT(BodyPublishers.ofByteArray(new byte[length]))
                .build();
    }

    private Socket connect(String request) throws IOException {
        Socket socket = ca.clientContext().getSocketFactory().createSocket("localhost", front.port());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            return "";
        }
    }
}
