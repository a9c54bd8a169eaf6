// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The clients that {@code tools/install-clients.sh} finds or installs, by the variables that it prints. */
record Clients(Map<String, String> variables) {

    static final Path TOOLS = Path.of("..", "tools").toAbsolutePath().normalize();

    /** @param options of the script: what to install beside az */
    static Clients installed(Path directory, String... options) throws IOException, InterruptedException {
        Path found = directory.resolve("clients.env");
        List<String> command =
                new ArrayList<>(List.of(TOOLS.resolve("install-clients.sh").toString()));
        command.addAll(List.of(options));
        new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(found.toFile())
                .start()
                .waitFor();
        return new Clients(EnvironmentFile.read(found));
    }

    /** In CI a client that is missing is a failure, elsewhere a test without it is skipped. */
    static boolean required() {
        return "true".equals(System.getenv("CI"));
    }

    boolean has(String variable) {
        return variables.containsKey(variable);
    }

    Path path(String variable) {
        return Path.of(variables.get(variable));
    }
}
