// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * One request after the other and their answers, with bounds on what all connections of a front hold in memory: large
 * bodies wait for their turn, and so does a request while too many answers wait for their readers.
 */
final class Exchange {

    /** Bodies as small as this are not counted: all connections together hold some megabytes of them. */
    private static final int SMALL = 16 * 1024;

    private static final long MOST_BODIES = 64L * 1024 * 1024;
    private static final long MOST_ANSWERS = 64L * 1024 * 1024;
    /** Most work is done one after the other anyway; answers that are being made cannot be counted yet. */
    private static final int AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<ArmRequest, ArmResponse> handler;
    private final Budget bodies;
    private final Budget answers;
    private final Duration patience;
    private final Semaphore turns = new Semaphore(AT_ONCE);

    Exchange(Function<ArmRequest, ArmResponse> handler) {
        this(handler, new Budget(MOST_BODIES), new Budget(MOST_ANSWERS), PATIENCE);
    }

    /** @param patience how long a request waits for room before it is refused */
    Exchange(Function<ArmRequest, ArmResponse> handler, Budget bodies, Budget answers, Duration patience) {
        this.handler = handler;
        this.bodies = bodies;
        this.answers = answers;
        this.patience = patience;
    }

    /** An answer that is to be sent. {@code close} it when it is: only then others have its room. */
    final class Answer implements AutoCloseable {

        private final RequestReader.Head head;
        private final ArmResponse response;

        private Answer(RequestReader.Head head, ArmResponse response) {
            this.head = head;
            this.response = response;
            answers.overdraw(response.body().length);
        }

        /** How long the client has to wait for it, in real time. */
        Duration delay() {
            return response.delay();
        }

        /** Whether another request may follow; not where the answer is none at all. */
        boolean send(OutputStream out) throws IOException {
            if (response.isReset()) {
                return false;
            }
            Answers.send(response, head, out);
            return head.keepsAlive();
        }

        @Override
        public void close() {
            answers.give(response.body().length);
        }
    }

    /** A request whose body counts until this is closed. */
    final class Received implements AutoCloseable {

        private final RequestReader.Head head;
        private final ArmRequest request;
        private final int counted;

        private Received(RequestReader.Head head, ArmRequest request, int counted) {
            this.head = head;
            this.request = request;
            this.counted = counted;
        }

        Answer answer() throws RefusedException, InterruptedException {
            if (!answers.take(0, patience)) {
                throw RefusedException.busy();
            }
            turns.acquire();
            try {
                return new Answer(head, handler.apply(request));
            } finally {
                turns.release();
            }
        }

        @Override
        public void close() {
            bodies.give(counted);
        }
    }

    Received receive(RequestReader.Head head, RequestReader reader, OutputStream out)
            throws IOException, RefusedException, InterruptedException {
        int kept = head.bodyKept();
        int counted = kept > SMALL ? kept : 0;
        if (!bodies.take(counted, patience)) {
            throw RefusedException.busy();
        }
        boolean arrived = false;
        try {
            if (head.expectsToBeAsked() && kept > 0) {
                out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            ArmRequest request = new ArmRequest(
                    head.method(), RequestTarget.parse(head.target()), head.headers(), reader.body(head));
            arrived = true;
            return new Received(head, request, counted);
        } finally {
            if (!arrived) {
                bodies.give(counted);
            }
        }
    }
}
