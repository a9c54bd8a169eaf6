// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * Serves a function from request to response over HTTPS, HTTP/1.1, on the loopback interface unless told otherwise. What
 * Jetty can make out of a client's request reaches the function, however oddly its path is written: what is wrong with it is
 * for who knows its API to say.
 */
public final class HttpsFront implements AutoCloseable {

    public static final String LOOPBACK = "127.0.0.1";

    /** Connections that wait to be accepted: a hundred clients may come at once. */
    private static final int BACKLOG = 512;

    private static final int MOST_CONNECTIONS = 1_000;
    /** What a connection may be idle where there are as many as may be, in milliseconds. */
    private static final long IDLE_IN_A_CROWD = 1_000;
    /** For accepting, selecting, and as many requests at once as there may be connections. */
    private static final int MOST_THREADS = MOST_CONNECTIONS + 16;

    private static final int LARGEST_HEAD = 256 * 1024;

    private final Server server;
    private final ServerConnector connector;

    private HttpsFront(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
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
        return start(address, port, ca, names, handler, Limits.usual());
    }

    static HttpsFront start(
            String address,
            int port,
            SandboxCa ca,
            List<String> names,
            Function<ArmRequest, ArmResponse> handler,
            Limits limits) {
        return start(address, port, handler, limits, tls(ca, names), http());
    }

    /** Without the S, on the loopback interface: as instance metadata is served. */
    public static HttpsFront startUnencrypted(int port, Function<ArmRequest, ArmResponse> handler) {
        return start(LOOPBACK, port, handler, Limits.usual(), http());
    }

    private static HttpsFront start(
            String address,
            int port,
            Function<ArmRequest, ArmResponse> handler,
            Limits limits,
            ConnectionFactory... layers) {
        Server server = new Server(threads(), new ScheduledExecutorScheduler("sandbox-https-timer", true), null);
        server.setHandler(new Exchange(handler, limits));
        server.setErrorHandler(new Refusals());
        ServerConnector connector = new ServerConnector(server, layers);
        connector.setHost(address);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(limits.idle().toMillis());
        server.addConnector(connector);
        NetworkConnectionLimit crowd = new NetworkConnectionLimit(MOST_CONNECTIONS, connector);
        crowd.setEndPointIdleTimeout(IDLE_IN_A_CROWD);
        server.addBean(crowd);
        return open(new HttpsFront(server, connector), address + ":" + port);
    }

    private static HttpsFront open(HttpsFront front, String where) {
        try {
            front.connector.open();
        } catch (IOException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new UncheckedIOException("cannot listen on " + where + ": " + reason, e);
        }
        try {
            front.server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot serve on " + where, e);
        }
        return front;
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("sandbox-https");
        threads.setDaemon(true);
        // when it closes, requests have no time to end, but are interrupted after half of it
        threads.setStopTimeout(500);
        return threads;
    }

    private static SslConnectionFactory tls(SandboxCa ca, List<String> names) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(ca.serverContext(names));
        SslConnectionFactory tls = new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
        // clients reach it by other names than the certificate's, through tunnels
        tls.setEnsureSecureRequestCustomizer(false);
        return tls;
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEAD);
        // some come back in the answer
        http.setMaxResponseHeaderSize(2 * LARGEST_HEAD);
        return new HttpConnectionFactory(http);
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the front on port " + port() + " cannot be closed", e);
        }
    }
}
