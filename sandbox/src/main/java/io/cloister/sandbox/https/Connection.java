// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, and the thread that serves it. */
final class Connection implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int BUFFER = 16 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** For a whole request to arrive: somebody who sends a byte now and then holds a thread so long. */
    private static final Duration ARRIVAL = Duration.ofSeconds(30);

    private static final Duration READING = Duration.ofSeconds(60);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Socket plain;
    private final SSLSocketFactory tls;
    private final Exchange exchange;
    private final Connections connections;
    private final Deadlines deadlines;
    private volatile Thread thread;

    Connection(Socket plain, SSLSocketFactory tls, Exchange exchange, Connections connections, Deadlines deadlines) {
        this.plain = plain;
        this.tls = tls;
        this.exchange = exchange;
        this.connections = connections;
        this.deadlines = deadlines;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try (plain) {
            plain.setTcpNoDelay(true);
            SSLSocket socket = (SSLSocket) tls.createSocket(plain, null, plain.getPort(), true);
            socket.setUseClientMode(false);
            serve(socket);
        } catch (IOException | RefusedException e) {
            LOG.debug("the client is gone: {}", e.getMessage());
        } catch (InterruptedException e) {
            LOG.debug("the front closes");
        } finally {
            connections.ended(this);
        }
    }

    private void serve(SSLSocket socket) throws IOException, RefusedException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        Optional<RefusedException> last = requests(in, out);
        deadlines.within(FAREWELL, plain, () -> {
            if (last.isPresent()) {
                Answers.sendLast(last.get().response(), out);
                in.skip(in.available());
            }
            socket.close();
            return last;
        });
    }

    /** One after the other; what comes last may be one that the front itself refuses. */
    private Optional<RefusedException> requests(InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = one(in, out);
            }
            return Optional.empty();
        } catch (RefusedException refused) {
            return Optional.of(refused);
        }
    }

    /** Whether another request may follow. */
    private boolean one(InputStream in, OutputStream out) throws IOException, RefusedException, InterruptedException {
        int first = first(in);
        if (first < 0) {
            return false;
        }
        Exchange.Received received = deadlines.within(ARRIVAL, plain, () -> {
            RequestReader reader = new RequestReader(in);
            return exchange.receive(reader.head(first), reader, out);
        });
        Exchange.Answer answer;
        try (received) {
            answer = received.answer();
        }
        try (answer) {
            Thread.sleep(answer.delay().toMillis());
            return deadlines.within(READING, plain, () -> answer.send(out));
        }
    }

    private int first(InputStream in) throws IOException, RefusedException, InterruptedException {
        connections.idle(this);
        try {
            return deadlines.within(IDLE, plain, in::read);
        } finally {
            connections.busy(this);
        }
    }

    /** Ends it now, whatever it is in the middle of. */
    void cut() {
        Deadlines.close(plain);
        Thread serving = thread;
        if (serving != null) {
            serving.interrupt();
        }
    }
}
