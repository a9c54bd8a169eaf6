// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Answers of plain text. */
public final class Replies {

    public record Reply(int status, String text) {}

    private Replies() {}

    public static HttpHandler text(Supplier<Reply> reply) {
        return exchange -> {
            Reply now = reply.get();
            send(exchange, now.status(), "text/plain; charset=utf-8", now.text().getBytes(StandardCharsets.UTF_8));
        };
    }

    public static HttpHandler metrics(Metrics metrics) {
        return exchange ->
                send(exchange, 200, "text/plain; version=0.0.4", metrics.text().getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
