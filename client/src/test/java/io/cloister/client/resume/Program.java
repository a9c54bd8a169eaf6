// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** One of our programs as a process of its own, with this test's class path. */
final class Program {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Program start(Path log, Map<String, String> environment, String mainClass, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.httpserver.nodelay=true",
                "-Djdk.http.auth.tunneling.disabledSchemes=",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new Program(builder.start(), log);
    }

    void awaitOutput(String text) {
        await("prints '" + text + "'", () -> output().contains(text));
    }

    void awaitLine(Pattern part) {
        await("prints a line with " + part, () -> part.matcher(output()).find());
    }

    void awaitFile(Path file) {
        await("writes " + file, () -> Files.exists(file) && output().contains("VAULT_TOKEN"));
    }

    int exitCode(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                    .as(output())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a program ran", e);
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(process.isAlive())
                    .as("%s before it ends: %s", what, output())
                    .isTrue();
            assertThat(System.nanoTime())
                    .as("%s within %s: %s", what, PATIENCE, output())
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
