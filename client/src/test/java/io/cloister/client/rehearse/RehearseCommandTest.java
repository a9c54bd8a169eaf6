// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.follow.Follower;
import io.cloister.client.follow.Views;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RehearseCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void standsUpTheExampleWithoutAPublicAddress() {
        assertThat(rehearse()).as(out + "\n" + err).isZero();

        assertThat(out.toString())
                .contains("API server: https://10.20.1.254:6443")
                .contains("public IPs: 0")
                .contains("azure-load-balancer-internal: \"true\"")
                .contains("critical path");
    }

    @Test
    void undoesEverythingWhereAStepFails() {
        assertThat(rehearse("--fail-at", "scale-set-memory")).isEqualTo(1);

        assertThat(out.toString()).contains("left behind: 0").contains("scale-set-memory");
    }

    @Test
    void standsUpTheExampleWhereAzureThrottles() {
        assertThat(rehearse("--like", "azure")).as(out + "\n" + err).isZero();
    }

    private int rehearse(String... options) {
        CommandLine command = new CommandLine(new RehearseCommand(
                Map.of(),
                landscape -> FastSandbox.start(landscape.likeness()),
                live -> new Follower(
                        Views.of(live, false),
                        Clock.systemUTC(),
                        () -> LockSupport.parkNanos(Duration.ofMillis(50).toNanos()))));
        String[] arguments = new String[options.length + 1];
        arguments[0] = "../examples/private-cluster.yaml";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(arguments);
    }
}
