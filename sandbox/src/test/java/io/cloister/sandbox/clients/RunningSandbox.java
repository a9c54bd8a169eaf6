// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, as its users run it; what it prints goes to a file. */
final class RunningSandbox implements AutoCloseable {

    private final Path directory;
    private final Process process;

    private RunningSandbox(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Returns when all of it listens. */
    static RunningSandbox in(Path directory, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.cloister.sandbox.SandboxMain",
                "--env-file",
                directory.resolve("sandbox.env").toString()));
        command.addAll(List.of(options));
        RunningSandbox sandbox = new RunningSandbox(
                directory,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("sandbox.log").toFile())
                        .start());
        sandbox.awaitItsEnvironment();
        return sandbox;
    }

    private void awaitItsEnvironment() throws IOException, InterruptedException {
        for (int waited = 0; !Files.exists(environmentFile()); waited++) {
            boolean gone = process.waitFor(100, TimeUnit.MILLISECONDS);
            assertThat(gone).as("the sandbox has ended: %s", complaints()).isFalse();
            assertThat(waited)
                    .as("100 ms each that the sandbox has taken to start")
                    .isLessThan(600);
        }
    }

    Path environmentFile() {
        return directory.resolve("sandbox.env");
    }

    Map<String, String> environment() throws IOException {
        return EnvironmentFile.read(environmentFile());
    }

    String complaints() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("sandbox.log"));
        // what comes first is the environment, with its secrets
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> line.matches(".*(ERROR|WARN|cannot).*"))
                        .toList());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
