// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.client.rehearse.control.SandboxRequests;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandbox, worker and client as three processes against a real Temporal; the worker is killed in the middle. */
@Tag("real-servers")
class ResumeTest {

    private static final Path EXAMPLE = Path.of("../examples/private-cluster.yaml");

    @TempDir
    private Path directory;

    private final List<Program> programs = new ArrayList<>();
    private TemporalDevServer temporal;

    @BeforeEach
    void startTemporal() {
        Path binary = temporalBinary();
        boolean there = Files.isExecutable(binary);
        if (System.getenv("CI") != null) {
            assertThat(there).as("%s, made by tools/install-servers.sh", binary).isTrue();
        }
        assumeTrue(there, "no temporal binary at " + binary + ": tools/install-servers.sh installs it");
        temporal = TemporalDevServer.start(TemporalDevServerOptions.newBuilder()
                .setExistingPath(binary.toString())
                .setDownloadEnabled(false)
                .setUiEnabled(false)
                .build());
    }

    @AfterEach
    void stopEverything() {
        programs.forEach(Program::kill);
        if (temporal != null) {
            temporal.close();
        }
    }

    @Test
    void goesOnWhereAKilledWorkerStopped() throws IOException {
        Path environmentFile = directory.resolve("sandbox.env");
        start(
                        "sandbox",
                        Map.of(),
                        "io.cloister.sandbox.SandboxMain",
                        "--env-file",
                        environmentFile.toString(),
                        "--time-scale",
                        "0.1")
                .awaitFile(environmentFile);
        Map<String, String> environment = environment(environmentFile);
        environment.put("TEMPORAL_ADDRESS", temporal.getTarget());
        environment.put("TEMPORAL_NAMESPACE", temporal.getNamespace());
        Program worker = start("worker", environment, "io.cloister.worker.WorkerMain");
        worker.awaitOutput("ready");
        Program client = start("client", environment, "io.cloister.client.Main", "create", "-f", EXAMPLE.toString());
        client.awaitOutput("scale-set-general");

        worker.kill();
        start("worker-again", environment, "io.cloister.worker.WorkerMain").awaitOutput("ready");

        assertThat(client.exitCode(Duration.ofMinutes(3))).as(client.output()).isZero();
        assertThat(createdTwice(environment)).isEmpty();
    }

    /** Paths whose PUT answered 201 more than once: policy assignments do so always, and networks on every PUT. */
    private static List<String> createdTwice(Map<String, String> environment) {
        List<String> creations = SandboxRequests.creations(environment);
        assertThat(creations).isNotEmpty();
        return creations.stream()
                .filter(path -> Collections.frequency(creations, path) > 1)
                .distinct()
                .toList();
    }

    private static Map<String, String> environment(Path file) throws IOException {
        Map<String, String> environment = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> line.contains("=")).forEach(line -> {
                String assignment = line.replaceFirst("^export ", "");
                int sign = assignment.indexOf('=');
                environment.put(assignment.substring(0, sign), assignment.substring(sign + 1));
            });
        }
        return environment;
    }

    private static Path temporalBinary() {
        String given = System.getenv("CLOISTER_TEMPORAL");
        return given != null
                ? Path.of(given)
                : Path.of(System.getProperty("user.home"), ".cache/cloister-servers/temporal");
    }

    private Program start(String name, Map<String, String> environment, String mainClass, String... arguments)
            throws IOException {
        Program program = Program.start(directory.resolve(name + ".log"), environment, mainClass, arguments);
        programs.add(program);
        return program;
    }
}
