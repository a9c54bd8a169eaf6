// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cuts connections whose clients take too long, whatever they are waited for. */
final class Deadlines implements AutoCloseable {

    /** What has to end in time. */
    interface Step<T> {
        T run() throws IOException, RefusedException, InterruptedException;
    }

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "sandbox-https-deadlines");
                thread.setDaemon(true);
                return thread;
            },
            // when the front closes, its sockets do so by themselves
            new ThreadPoolExecutor.DiscardPolicy());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Closes the socket where the step takes longer, which ends it too. */
    <T> T within(Duration time, Socket socket, Step<T> step)
            throws IOException, RefusedException, InterruptedException {
        var cut = timer.schedule(() -> close(socket), time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return step.run();
        } finally {
            cut.cancel(false);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
