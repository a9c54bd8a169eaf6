// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks to the front by the byte, as no decent client does. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SlowAndOddClientsTest {

    private static final int LARGEST = 4 * 1024 * 1024 + 1;

    private static SandboxCa ca;
    private static HttpsFront front;

    @BeforeAll
    static void start() {
        ca = SandboxCa.create("test");
        front = HttpsFront.start(0, ca, List.of("localhost"), SlowAndOddClientsTest::echo);
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    private static ArmResponse echo(ArmRequest request) {
        ArmResponse usual = new ArmResponse(
                200,
                Map.of("x-length", Integer.toString(request.body().length)),
                (request.method() + " " + request.uri().getPath()).getBytes(StandardCharsets.UTF_8));
        return switch (request.uri().getPath()) {
            case "/late" -> usual.delayed(Duration.ofMillis(300));
            case "/never" -> ArmResponse.silence(Duration.ofMillis(300));
            default -> usual;
        };
    }

    @Test
    void clientsThatDoNotFinishTheirRequestsBlockNobody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = connect();
                slow.add(socket);
                send(
                        socket,
                        i % 2 == 0
                                ? "GET /slow HT"
                                : "PUT /slow HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
            }

            assertThat(exchange("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("GET /quick");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() throws IOException {
        String answers = exchange("GET /one HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                + "GET /two HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answers).contains("GET /one").endsWith("GET /two");
    }

    @Test
    void aChunkedBodyArrivesWhole() throws IOException {
        assertThat(exchange("PUT /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))
                .containsIgnoringCase("x-length: 7");
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        assertThat(exchange("HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n");
    }

    @Test
    void whatIsTooMuchOfABodyIsThrownAwayAndTheClientStillHearsAnAnswer() throws IOException {
        int length = LARGEST + 3_000_000;
        String answer = exchange("PUT /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + length
                + "\r\n\r\n" + "y".repeat(length));

        assertThat(answer).containsIgnoringCase("x-length: " + LARGEST);
    }

    @Test
    void garbageIsNoRequestAndHarmsNobody() throws IOException {
        assertThat(exchange("\u0001\u0002\u0003 garbage\r\n\r\n")).doesNotContain("200 OK");
        assertThat(exchange("GET /x HTTP/3.0\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 505")
                .contains("application/json")
                .contains("{\"error\":{\"code\":\"HTTPVersionNotSupported\"");
        assertThat(exchange("GET /x HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(
                        exchange(
                                "PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(exchange("PUT /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(exchange("GET /x HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(300_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(exchange("GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "//, GET /",
        "//tenants, GET /tenants",
        "/a//b, GET /a//b",
        "/{name}|\"x\"^`<y>[z]\\, 'GET /{name}|\"x\"^`<y>[z]\\'",
        "/caf\u00e9, GET /caf\u00e9",
        "/a?q=%zz|{}, GET /a",
        "https://x/a, GET /a"
    })
    void anOddPathReachesTheFunction(String target, String answer) throws IOException {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .endsWith("\r\n\r\n" + answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a%", "/a b", "*", "no-path", "https://elsewhere.example/a"})
    void whatIsNoPathIsRefusedInAzuresShape(String target) throws IOException {
        assertThat(exchange("PUT " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/json")
                .contains("{\"error\":{\"code\":\"BadRequest\",\"message\":\"");
    }

    @Test
    void whoAsksBeforeSendingItsBodyIsToldToGoOn() throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "PUT /x HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n");
            byte[] goOn = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(socket.getInputStream().readNBytes(goOn.length)).isEqualTo(goOn);

            send(socket, "abc");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .containsIgnoringCase("x-length: 3");
        }
    }

    @Test
    void aLateAnswerComesWhenItsTimeHasCome() throws IOException {
        long start = System.nanoTime();

        assertThat(exchange("GET /late HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .endsWith("GET /late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aConnectionWithoutAnAnswerIsClosedInTheEnd() throws IOException {
        long start = System.nanoTime();

        assertThat(exchange("GET /never HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                InputStream in = socket.getInputStream();
                in.transferTo(answer);
            } catch (IOException closed) {
                // what came until then is the answer
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private static Socket connect() throws IOException {
        return ca.clientContext().getSocketFactory().createSocket("localhost", front.port());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
