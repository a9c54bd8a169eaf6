// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthServerTest {

    @Test
    void answersWhileTheWorkerRunsAndRefusesOnceItIsStopped() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        try (HealthServer server = HealthServer.start(0, running::get, () -> "")) {
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
            running.set(false);
            assertThat(get(server, "/healthz").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void servesWhatPrometheusScrapes() throws Exception {
        try (Metrics metrics = new Metrics();
                HealthServer server = HealthServer.start(0, () -> true, metrics::scrape)) {
            assertThat(get(server, "/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (HealthServer first = HealthServer.start(0, () -> true, () -> "")) {
            assertThatThrownBy(() -> HealthServer.start(first.port(), () -> true, () -> ""))
                    .hasMessageContaining("CLOISTER_HEALTH_PORT: cannot listen on port " + first.port());
        }
    }

    private static HttpResponse<String> get(HealthServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
