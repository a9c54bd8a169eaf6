// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that come and go with the requests, up to a bound; beyond it requests wait for their turn. A client that sends
 * slowly holds one of them until its time is up.
 */
final class Workers implements Executor {

    private static final int MOST = 512;

    private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST,
            30,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "sandbox-https"),
            (task, pool) -> waiting.add(task));
    private final Thread dispatcher = daemon(this::dispatch, "sandbox-https-waiting");

    Workers() {
        dispatcher.start();
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    private void dispatch() {
        try {
            while (!threads.isShutdown()) {
                Runnable task = waiting.take();
                while (!threads.getQueue().offer(task, 1, TimeUnit.SECONDS)) {
                    if (threads.getPoolSize() < MOST) {
                        threads.execute(task);
                        break;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        threads.shutdownNow();
        dispatcher.interrupt();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
