// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Serves a function from request to response over HTTPS, on the loopback interface alone. */
public final class HttpsFront implements AutoCloseable {

    static {
        // Read once, when the server's classes load: without it every answer waits 40 ms for a delayed ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpsServer server;
    private final ExecutorService executor;

    private HttpsFront(HttpsServer server, ExecutorService executor) {
        this.server = server;
        this.executor = executor;
    }

    /**
     * @param port 0 for any free one
     * @param names what the server's certificate is for: host names and addresses
     */
    public static HttpsFront start(
            int port, SandboxCa ca, List<String> names, Function<ArmRequest, ArmResponse> handler) {
        try {
            HttpsServer server =
                    HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 128);
            server.setHttpsConfigurator(new HttpsConfigurator(ca.serverContext(names)));
            ExecutorService executor = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "sandbox-https");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            server.createContext("/", exchange -> serve(exchange, handler));
            server.start();
            return new HttpsFront(server, executor);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void serve(HttpExchange exchange, Function<ArmRequest, ArmResponse> handler) throws IOException {
        try (exchange) {
            ArmResponse response = handler.apply(read(exchange));
            if (response.isReset()) {
                return;
            }
            response.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean bodyless = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
            exchange.sendResponseHeaders(response.status(), bodyless ? -1 : response.body().length);
            if (!bodyless) {
                exchange.getResponseBody().write(response.body());
            }
        }
    }

    private static ArmRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.isEmpty() ? "" : values.get(0)));
        URI uri = path(exchange.getRequestURI());
        return new ArmRequest(
                exchange.getRequestMethod(),
                uri,
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    /** Where a client has put two slashes at the beginning, what follows is read as a host's name; it is none. */
    private static URI path(URI uri) {
        if (uri.isAbsolute() || uri.getRawAuthority() == null) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("/" + uri.getRawAuthority() + uri.getRawPath() + query);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
