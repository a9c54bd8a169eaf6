// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.tls.SandboxCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a function from request to response over HTTPS, HTTP/1.1, on the loopback interface unless told otherwise. Whatever
 * a client asks for reaches the function, however oddly its path is written: what is wrong with a request is for who knows its
 * API to say.
 */
public final class HttpsFront implements AutoCloseable {

    public static final String LOOPBACK = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpsFront.class);
    /** Connections that wait to be accepted: a hundred clients may come at once. */
    private static final int BACKLOG = 512;

    private final ServerSocket server;
    private final SSLSocketFactory tls;
    private final Exchange exchange;
    private final Connections connections = new Connections();
    private final Deadlines deadlines = new Deadlines();

    private HttpsFront(ServerSocket server, SSLSocketFactory tls, Function<ArmRequest, ArmResponse> handler) {
        this.server = server;
        this.tls = tls;
        this.exchange = new Exchange(handler);
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
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
            HttpsFront front = new HttpsFront(server, ca.serverContext(names).getSocketFactory(), handler);
            daemon(front::accept, "sandbox-https-" + front.port()).start();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Connection connection = new Connection(socket, tls, exchange, connections, deadlines);
                if (connections.admit(connection)) {
                    daemon(connection, "sandbox-https").start();
                } else {
                    socket.close();
                }
            } catch (IOException e) {
                LOG.debug("no connection: {}", e.getMessage());
            }
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("the port is closed already: {}", e.getMessage());
        }
        connections.close();
        deadlines.close();
    }
}
