// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Ctrl-C ends the command and not the work, and says so. */
public final class Detach {

    private Detach() {}

    /** @param line what to say if the process is asked to stop before {@code following} has ended */
    public static <T> T sayingOnCtrlC(PrintWriter err, String line, Supplier<T> following) {
        Thread hook = new Thread(
                () -> {
                    err.println();
                    err.println(line);
                    err.flush();
                },
                "detach");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return following.get();
        } finally {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
