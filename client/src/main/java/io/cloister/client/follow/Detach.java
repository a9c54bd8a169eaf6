// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import java.io.PrintWriter;

/** While open, Ctrl-C ends the command and not the work, and says so. */
public final class Detach implements AutoCloseable {

    private final Thread hook;

    private Detach(Thread hook) {
        this.hook = hook;
    }

    public static Detach withMessage(PrintWriter err, String line) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println(line);
                    err.flush();
                },
                "detach");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Detach(hook);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
