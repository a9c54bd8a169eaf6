// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operators' HTTP CONNECT proxy into the private network: what it connects to, the judge has allowed to the bastion. */
public final class PrivateProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PrivateProxy.class);
    private static final int LONGEST_HEADER = 16_384;

    private final PrivateNetwork network;
    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "private-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private PrivateProxy(PrivateNetwork network, ServerSocket server) {
        this.network = network;
        this.server = server;
    }

    /** @param port 0 for any free one */
    public static PrivateProxy start(PrivateNetwork network, int port) throws IOException {
        PrivateProxy proxy = new PrivateProxy(network, listen(port));
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    private static ServerSocket listen(int port) throws IOException {
        try {
            return new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
        } catch (BindException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("closing the private proxy: {}", e.getMessage());
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                LOG.debug("private proxy stops accepting: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            String[] request = header(client.getInputStream()).split(" ");
            if (request.length < 2 || !request[0].equals("CONNECT")) {
                answer(client, "405 Method Not Allowed", "this proxy knows only CONNECT");
                return;
            }
            int colon = request[1].lastIndexOf(':');
            connect(client, request[1].substring(0, colon), Integer.parseInt(request[1].substring(colon + 1)));
        } catch (IOException | RuntimeException e) {
            LOG.debug("a connection through the private proxy ended: {}", e.getMessage());
        }
    }

    private void connect(Socket client, String host, int port) throws IOException {
        if (!PrivateNetwork.isPrivate(host)) {
            answer(client, "403 Forbidden", host + " is no private address: this proxy leads only inside");
            return;
        }
        Verdict verdict = network.judge(new Flow(network.hub().bastionAddress(), host, port));
        int target = verdict.allowed()
                ? network.listeners()
                        .loopbackPort(verdict.address(), verdict.port())
                        .orElse(0)
                : 0;
        if (target == 0) {
            answer(client, "504 Gateway Timeout", host + ":" + port + " cannot be reached: " + verdict.reason());
            return;
        }
        try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
            upstream.setTcpNoDelay(true);
            write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            threads.execute(() -> pump(upstream, client));
            pump(client, upstream);
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("one direction of a tunnel ended: {}", e.getMessage());
        }
    }

    /** Read byte by byte: what follows the header belongs to the tunnel. */
    private static String header(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0 && text.length() < LONGEST_HEADER) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client closed before its request was complete");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void answer(Socket client, String status, String reason) throws IOException {
        byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
        write(
                client,
                "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: "
                        + body.length + "\r\n\r\n" + reason + "\n");
    }

    private static void write(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
