// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class SandboxMainTest {

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void warnsWhereOthersThanThisMachineCanReachIt() throws InterruptedException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SandboxMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        Thread sandbox = new Thread(() -> command.execute("--listen", "0.0.0.0", "--like", "azure"));
        sandbox.start();
        try {
            while (!out.toString().contains("VAULT_TOKEN=") && sandbox.isAlive()) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } finally {
            sandbox.interrupt();
            sandbox.join();
        }

        assertThat(out.toString()).contains("CLOISTER_ARM_ENDPOINT=https://localhost:", "CLOISTER_SANDBOX_TOKEN=");
        assertThat(err.toString()).startsWith("warning: the ARM endpoint listens on 0.0.0.0");
    }

    @Test
    void knowsNoOtherProfiles() {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SandboxMain()).setErr(new PrintWriter(err, true));

        assertThat(command.execute("--like", "aws")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--like", "quick", "azure");
    }
}
