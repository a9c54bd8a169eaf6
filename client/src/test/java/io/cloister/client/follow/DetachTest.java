// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DetachTest {

    /** A command that follows something without an end. */
    public static final class Endless {
        public static void main(String[] arguments) {
            PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            Detach.sayingOnCtrlC(out, "detached: the work goes on", () -> {
                out.println("following");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return 0;
            });
        }
    }

    @Test
    void saysThatTheWorkGoesOnWhereTheProcessIsStopped() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Endless.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("following");

            // SIGTERM: the same shutdown hooks as after Ctrl-C; by its handle, as the process itself would close its
            // output
            process.toHandle().destroy();

            assertThat(output.lines()).contains("detached: the work goes on");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void handsOverWhatWasFollowedOrWhyItWasNot() {
        assertThat(Detach.sayingOnCtrlC(new PrintWriter(System.err), "unused", () -> "the end"))
                .isEqualTo("the end");
        assertThatThrownBy(() -> Detach.sayingOnCtrlC(new PrintWriter(System.err), "unused", () -> {
                    throw new IllegalStateException("why");
                }))
                .hasMessage("why");
    }
}
