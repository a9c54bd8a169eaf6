// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InspectCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatExistsAndWhatWasAsked() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            new SandboxClient(sandbox.environment())
                    .arm("PUT", "/providers/Microsoft.Network/publicIPAddresses/ip", "{'location':'westeurope'}");

            int code = inspect("--env-file", environmentFile(sandbox).toString());

            assertThat(err.toString()).isEmpty();
            assertThat(code).isZero();
            assertThat(out.toString())
                    .contains("operations under way: none")
                    .contains("resource group rg-hub:")
                    .containsPattern("Network/virtualNetworks +vnet-hub +Succeeded")
                    .containsPattern("PUT +/subscriptions.*/publicIPAddresses/ip +Deny public IP addresses")
                    .containsPattern("PUT +403 +/subscriptions.*/publicIPAddresses/ip");
        }
    }

    @Test
    void saysInOneLineThatNoSandboxIsThere() throws Exception {
        Path file;
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            file = environmentFile(sandbox);
        }

        assertThat(inspect("--env-file", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("No sandbox answers at https://localhost:")
                .hasLineCount(1);
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThat(inspect("--env-file", folder.resolve("nowhere").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("nowhere").hasLineCount(1);
    }

    private int inspect(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "inspect";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new SandboxMain())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private Path environmentFile(Sandbox sandbox) throws Exception {
        return Files.writeString(
                folder.resolve("env"),
                sandbox.environment().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
