// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Unmodified clients, each walked by a script of its own through a sandbox that runs as a process: {@code mvn -Preal-clients
 * -Dgroups=real-clients verify}. What a script checks stands in it: {@code tools/az-walk.sh}, {@code
 * tools/terraform-walk.sh}.
 */
@Tag("real-clients")
class RealClientsTest {

    private static final Path TOOLS = Path.of("..", "tools").toAbsolutePath().normalize();

    @TempDir
    private Path directory;

    private Path environment;
    private Process sandbox;

    @BeforeEach
    void startTheSandbox() throws IOException, InterruptedException {
        environment = directory.resolve("sandbox.env");
        sandbox = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.cloister.sandbox.SandboxMain",
                        "--env-file",
                        environment.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sandbox.log").toFile())
                .start();
        for (int waited = 0; !Files.exists(environment); waited++) {
            boolean gone = sandbox.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(gone).as("the sandbox has ended: %s", log()).isFalse();
            assertThat(waited)
                    .as("100 ms each that the sandbox has taken to start")
                    .isLessThan(600);
        }
    }

    @AfterEach
    void stopTheSandbox() throws InterruptedException {
        sandbox.destroy();
        sandbox.waitFor();
    }

    @Test
    void azWalksThroughTheSandbox() throws IOException, InterruptedException {
        Map<String, String> clients = clients();
        boolean required = "true".equals(System.getenv("CI"));
        assumeTrue(
                required || clients.containsKey("CLOISTER_AZ"),
                "SKIPPED: there is no az here, and tools/install-clients.sh could not install it");

        assertThat(clients).as("az must be there in CI").containsKey("CLOISTER_AZ");
        assertThat(run(clients, TOOLS.resolve("az-walk.sh").toString(), environment.toString()))
                .as("tools/az-walk.sh; the sandbox said: %s", log())
                .isZero();
    }

    @Test
    void terraformAppliesChangesAndDestroysAPrivateCluster() throws IOException, InterruptedException {
        Map<String, String> clients = clients();
        assumeTrue(
                clients.containsKey("CLOISTER_TERRAFORM_PROVIDERS"),
                "SKIPPED: there is no Terraform with its azurerm provider here;"
                        + " tools/install-clients.sh --terraform builds them");

        assertThat(run(clients, TOOLS.resolve("terraform-walk.sh").toString(), environment.toString()))
                .as("tools/terraform-walk.sh; the sandbox said: %s", log())
                .isZero();
    }

    /** Where the clients are; empty where they can neither be found nor installed. */
    private Map<String, String> clients() throws IOException, InterruptedException {
        Path found = directory.resolve("clients.env");
        new ProcessBuilder(TOOLS.resolve("install-clients.sh").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start()
                .waitFor();
        Map<String, String> clients = new LinkedHashMap<>();
        for (String line : Files.readAllLines(found)) {
            int equals = line.indexOf('=');
            clients.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return clients;
    }

    private static int run(Map<String, String> clients, String... command) throws IOException, InterruptedException {
        ProcessBuilder walk = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        walk.environment().putAll(clients);
        Process process = walk.start();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }

    private String log() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("sandbox.log"));
        // what comes first is the environment, with its secrets
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> line.matches(".*(ERROR|WARN|cannot).*"))
                        .toList());
    }
}
