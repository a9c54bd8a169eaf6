// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /healthz} for the orchestrator that keeps the worker alive, and {@code /metrics} for Prometheus. */
final class HealthServer implements AutoCloseable {

    private final HttpServer server;

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    static HealthServer start(int port, BooleanSupplier healthy, Supplier<String> metrics) throws StartProblem {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
            server.createContext(
                    "/healthz",
                    exchange -> answer(
                            exchange,
                            healthy.getAsBoolean() ? 200 : 503,
                            healthy.getAsBoolean() ? "ok\n" : "stopped\n"));
            server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
            server.start();
            return new HealthServer(server);
        } catch (IOException taken) {
            throw new StartProblem(
                    "CLOISTER_HEALTH_PORT: cannot listen on port " + port + " (" + taken.getMessage()
                            + "): choose a free one, or leave it out",
                    taken);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
