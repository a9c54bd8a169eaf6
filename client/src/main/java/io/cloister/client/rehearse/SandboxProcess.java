// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.client.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sandbox in a process of its own, started by its own command: {@code cloister sandbox --env-file F}. */
public final class SandboxProcess implements RehearsalSandbox {

    private static final String MAIN = "io.cloister.sandbox.SandboxMain";
    private static final int PATIENCE_SECONDS = 30;
    private static final int LOOKS_PER_SECOND = 10;

    private final Process process;
    private final Map<String, String> environment;

    private SandboxProcess(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = Map.copyOf(environment);
    }

    public static RehearsalSandbox start(Landscape landscape) {
        try {
            Path folder = Files.createTempDirectory("cloister-rehearsal");
            Path file = folder.resolve("sandbox.env");
            Process process = new ProcessBuilder(command(landscape, folder, file))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // a rehearsal that is interrupted leaves no sandbox behind
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end of sandbox"));
            return new SandboxProcess(process, ready(process, file));
        } catch (IOException cannot) {
            throw CommandFailure.failed("the sandbox cannot be started: " + cannot.getMessage());
        }
    }

    private static List<String> command(Landscape landscape, Path folder, Path file) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--env-file=" + file,
                "--ca-file=" + folder.resolve("ca.pem"),
                "--time-scale=" + landscape.timeScale(),
                "--subscription=" + landscape.subscription(),
                "--resource-group=" + landscape.resourceGroup(),
                "--location=" + landscape.location(),
                "--vault-address=" + landscape.vault()));
        if (!landscape.hub().isEmpty()) {
            command.add("--hub-vnet=" + landscape.hub());
        }
        return command;
    }

    /** The file is written when the sandbox is ready. */
    private static Map<String, String> ready(Process process, Path file) throws IOException {
        for (int look = 0; look < PATIENCE_SECONDS * LOOKS_PER_SECOND; look++) {
            Map<String, String> environment = Files.exists(file) ? read(file) : Map.of();
            if (environment.containsKey("VAULT_TOKEN")) {
                return environment;
            }
            try {
                if (process.waitFor(1000 / LOOKS_PER_SECOND, TimeUnit.MILLISECONDS)) {
                    throw CommandFailure.failed("the sandbox ended with exit code " + process.exitValue()
                            + " before it was ready: what it said stands above");
                }
            } catch (InterruptedException interrupted) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted");
            }
        }
        process.destroy();
        throw CommandFailure.failed("the sandbox was not ready within " + PATIENCE_SECONDS + " seconds");
    }

    static Map<String, String> read(Path file) throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String assignment = line.startsWith("export ") ? line.substring("export ".length()) : line;
            int equals = assignment.indexOf('=');
            if (equals > 0 && !assignment.startsWith("#")) {
                environment.put(assignment.substring(0, equals).trim(), unquoted(assignment.substring(equals + 1)));
            }
        }
        return environment;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public URI controlUri() {
        return URI.create(environment.get("CLOISTER_ARM_ENDPOINT"));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
