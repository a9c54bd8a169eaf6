// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a function from request to response over HTTPS, on the loopback interface unless told otherwise. */
public final class HttpsFront implements AutoCloseable {

    static {
        ServerSettings.apply();
    }

    public static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpsFront.class);
    /** One byte more than the resource manager takes, so that it can tell; what is beyond is not kept. */
    private static final int LARGEST_BODY = 4 * 1024 * 1024 + 1;
    /** What is read and thrown away for the client to hear of it, instead of finding its connection cut. */
    private static final long MOST_SKIPPED = 64L * 1024 * 1024;

    private final HttpsServer server;
    private final Workers workers = new Workers();
    private final ScheduledExecutorService later;
    private final Function<ArmRequest, ArmResponse> handler;

    private HttpsFront(HttpsServer server, Function<ArmRequest, ArmResponse> handler) {
        this.server = server;
        this.handler = handler;
        this.later = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "sandbox-https-later");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * On the loopback interface.
     *
     * @param port 0 for any free one
     * @param names what the server's certificate is for: host names and addresses
     */
    public static HttpsFront start(
            int port, SandboxCa ca, List<String> names, Function<ArmRequest, ArmResponse> handler) {
        return start(LOOPBACK, port, ca, names, handler);
    }

    /** @param address of the interface to listen on; {@code 0.0.0.0} for all of them */
    public static HttpsFront start(
            String address, int port, SandboxCa ca, List<String> names, Function<ArmRequest, ArmResponse> handler) {
        try {
            HttpsServer server = HttpsServer.create(
                    new InetSocketAddress(InetAddress.getByName(address), port), ServerSettings.BACKLOG);
            server.setHttpsConfigurator(new HttpsConfigurator(ca.serverContext(names)));
            HttpsFront front = new HttpsFront(server, handler);
            server.setExecutor(front.workers);
            server.createContext("/", front::serve);
            server.start();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        ArmResponse response;
        try {
            response = handler.apply(read(exchange));
        } catch (IOException | RuntimeException e) {
            exchange.close();
            throw e;
        }
        if (response.delay().isZero()) {
            send(exchange, response);
        } else {
            later.schedule(
                    () -> workers.execute(() -> sendLater(exchange, response)),
                    response.delay().toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private static void sendLater(HttpExchange exchange, ArmResponse response) {
        try {
            send(exchange, response);
        } catch (IOException e) {
            LOG.debug("the client is gone: {}", e.getMessage());
        }
    }

    private static void send(HttpExchange exchange, ArmResponse response) throws IOException {
        try (exchange) {
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
        InputStream body = exchange.getRequestBody();
        byte[] bytes = body.readNBytes(LARGEST_BODY);
        if (bytes.length == LARGEST_BODY) {
            skip(body);
        }
        return new ArmRequest(exchange.getRequestMethod(), path(exchange.getRequestURI()), headers, bytes);
    }

    private static void skip(InputStream body) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long skipped = 0;
        for (int read = body.read(buffer); read >= 0 && skipped < MOST_SKIPPED; read = body.read(buffer)) {
            skipped += read;
        }
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
        later.shutdownNow();
        workers.close();
    }
}
