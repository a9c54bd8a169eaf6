// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.webhook.tls.Issued;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebhookServerTest {

    private static final String RULES =
            "rules: [{name: internal, overwrite: true, selector: {}," + " annotations: {a.example/internal: \"%s\"}}]";

    @TempDir
    Path folder;

    private Issued first;

    @BeforeEach
    void files() throws Exception {
        first = Issued.now("EC", 1);
        first.writeTo(folder);
        rules("true");
    }

    @Test
    void annotatesOverHttpsAndFollowsItsRules() throws Exception {
        try (WebhookServer server = start()) {
            Caller caller = Caller.of(server, first.certificate());
            assertThat(caller.patch())
                    .isEqualTo("[{\"op\":\"add\",\"path\":\"/metadata/annotations\","
                            + "\"value\":{\"a.example/internal\":\"true\"}}]");

            rules("yes");
            server.reload();
            assertThat(caller.patch()).contains("yes");
            assertThat(caller.get("/metrics"))
                    .contains("cloister_webhook_rules_generation 2\n", "cloister_webhook_rules_refused 0\n");
        }
    }

    @Test
    void keepsTheLastGoodRulesAndSaysSo() throws Exception {
        try (WebhookServer server = start()) {
            Caller caller = Caller.of(server, first.certificate());
            Files.writeString(folder.resolve("rules.yaml"), "rules: [{annotations: {a: true}}]");
            server.reload();

            assertThat(caller.patch()).contains("true");
            assertThat(caller.get("/readyz")).contains("refused", "write \"true\" in quotes");
            assertThat(caller.get("/metrics"))
                    .contains(
                            "cloister_webhook_reloads_total{file=\"rules\",outcome=\"refused\"} 1\n",
                            "cloister_webhook_rules_refused 1\n",
                            "cloister_webhook_rules_generation 1\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, application/json, garbage, 400, malformed",
        "POST, text/yaml, garbage, 415, wrong-type",
        "GET, application/json, '', 405, wrong-method",
        "POST, application/json; charset=utf-8, large, 413, too-large"
    })
    void refusesWhatIsNoReviewAndCountsIt(String method, String type, String body, int status, String result)
            throws Exception {
        try (WebhookServer server = start()) {
            Caller caller = Caller.of(server, first.certificate());
            String sent = body.equals("large") ? " ".repeat(7 * 1024 * 1024 + 1) : body;

            assertThat(caller.send(method, "/mutate", type, sent).statusCode()).isEqualTo(status);
            assertThat(caller.get("/metrics"))
                    .contains("cloister_webhook_reviews_total{result=\"" + result + "\"} 1\n");
        }
    }

    @Test
    void measuresItselfForItsOperator() throws Exception {
        try (WebhookServer server = start()) {
            Caller caller = Caller.of(server, first.certificate());
            caller.patch();

            String metrics = caller.get("/metrics");

            assertThat(metrics)
                    .contains(
                            "# TYPE cloister_webhook_review_duration_seconds histogram\n",
                            "cloister_webhook_reviews_total{result=\"patched\"} 1\n",
                            "cloister_webhook_review_duration_seconds_bucket{le=\"+Inf\"} 1\n",
                            "cloister_webhook_review_duration_seconds_count 1\n",
                            "cloister_webhook_rules 1\n");
            assertThat(number(metrics, "cloister_webhook_certificate_expires_in_seconds"))
                    .isBetween(3500.0, 3600.0);
        }
    }

    /** As kubelet does it: files link through {@code ..data}, which is renamed over in one step. */
    @Test
    void takesANewCertificateWithoutDroppingARequest() throws Exception {
        Path mounted = folder.resolve("mounted");
        List<Issued> issued = new ArrayList<>(List.of(first));
        for (int serial = 2; serial <= 5; serial++) {
            issued.add(Issued.now(serial % 2 == 0 ? "RSA" : "EC", serial));
        }
        swap(mounted, issued.get(0));
        Files.createSymbolicLink(mounted.resolve("tls.crt"), Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(mounted.resolve("tls.key"), Path.of("..data", "tls.key"));
        try (WebhookServer server = WebhookServer.start(
                mounted.resolve("tls.crt"), mounted.resolve("tls.key"), folder.resolve("rules.yaml"), 0)) {
            Caller trustingAll =
                    Caller.of(server, issued.stream().map(Issued::certificate).toArray(X509Certificate[]::new));
            AtomicBoolean rotated = new AtomicBoolean();
            AtomicInteger answered = new AtomicInteger();
            CompletableFuture<Void> callers = CompletableFuture.allOf(
                    calling(trustingAll, rotated, answered), calling(trustingAll, rotated, answered));

            for (Issued next : issued.subList(1, issued.size())) {
                int before = answered.get();
                swap(mounted, next);
                server.reload();
                await(() -> answered.get() > before + 3 || callers.isDone());
            }
            rotated.set(true);

            callers.join();
            assertThat(Caller.of(server, issued.get(issued.size() - 1).certificate())
                            .patch())
                    .contains("true");
            assertThat(trustingAll.get("/metrics")).contains("{file=\"certificate\",outcome=\"loaded\"} 4\n");
        }
    }

    @Test
    void finishesWhatItHasBegunBeforeItEnds() throws Exception {
        WebhookServer server = start();
        Caller caller = Caller.of(server, first.certificate());
        try (Socket slow = caller.tls().getSocketFactory().createSocket("localhost", server.port())) {
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
            write(
                    slow,
                    "POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue"
                            + "\r\nContent-Length: " + Caller.REVIEW.length() + "\r\n\r\n");
            assertThat(answer.readLine()).contains("100");
            answer.readLine();

            server.leave();
            HttpResponse<String> readiness = caller.send("GET", "/readyz", "text/plain", "");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.headers().firstValue("Connection")).hasValue("close");
            assertThat(caller.patch()).contains("true");
            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            await(() -> !listens(server));
            assertThat(closed).isNotDone();

            write(slow, Caller.REVIEW);
            assertThat(answer.lines()).contains("HTTP/1.1 200 OK");
            closed.join();
        }
    }

    private WebhookServer start() {
        return WebhookServer.start(
                folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("rules.yaml"), 0);
    }

    private void rules(String value) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(value));
    }

    private static void swap(Path mounted, Issued issued) throws Exception {
        String version = "..version-" + issued.certificate().getSerialNumber();
        issued.writeTo(mounted.resolve(version));
        Path link = Files.createSymbolicLink(mounted.resolve("..data_tmp"), Path.of(version));
        Files.move(link, mounted.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Fails with the first call that does. */
    private static CompletableFuture<Void> calling(Caller caller, AtomicBoolean enough, AtomicInteger answered) {
        return CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                try {
                    assertThat(caller.patch()).contains("true");
                    answered.incrementAndGet();
                } catch (Exception e) {
                    throw new AssertionError("a request was dropped", e);
                }
            }
        });
    }

    private static boolean listens(WebhookServer server) {
        try (Socket socket = new Socket("localhost", server.port())) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static double number(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow();
    }
}
