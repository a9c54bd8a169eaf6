// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A sandbox that listens on all interfaces. */
class ControlTokenTest {

    @TempDir
    private static Path folder;

    private static Sandbox sandbox;
    private static Map<String, String> environment;
    private static SandboxClient client;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.defaults().withListen("0.0.0.0"));
        environment = sandbox.environment();
        client = new SandboxClient(environment);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /sandbox/overview",
        "GET, /sandbox/requests",
        "GET, /sandbox/resources",
        "GET, /sandbox/operations",
        "GET, /sandbox/flows",
        "GET, /sandbox/snapshot",
        "GET, /sandbox/snapshots",
        "GET, //sandbox/requests",
        "GET, /sandbox//requests",
        "GET, /sandbox//faults",
        "GET, /%73andbox/requests",
        "GET, /Sandbox/requests",
        "POST, /sandbox/faults",
        "POST, /sandbox/reset",
        "GET, /sandbox/requests?token=wrong",
        "GET, /sandbox/requests?token="
    })
    void whoDoesNotKnowTheTokenLearnsNothing(String method, String path) throws Exception {
        HttpResponse<String> refused = client.control(method, path, "{'kind':'CONFLICT'}");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("SandboxTokenRequired").doesNotContain(token());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%2fsandbox/requests", "/%2Fsandbox/snapshot", "/sandbox%2frequests", "/sandbox%5crequests"})
    void aPathWithSeparatorsInDisguiseIsNotOurs(String path) throws Exception {
        HttpResponse<String> refused = client.azure("GET", uri(path), token(), "");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("InvalidRequestUri");
    }

    @Test
    void theTokenIsAHeaderOrAQuery() throws Exception {
        assertThat(client.azure("GET", uri("/sandbox/overview"), token(), "").statusCode())
                .isEqualTo(200);
        assertThat(client.control("GET", "/sandbox/overview?token=" + token(), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anAzureTokenIsNotIt() throws Exception {
        assertThat(client.azure("GET", uri("/sandbox/snapshot"), client.token(), "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.arm("GET", "/providers/Microsoft.Network/virtualNetworks", "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void theEmptyPageIsForEverybody() throws Exception {
        assertThat(client.control("GET", "/sandbox", "").statusCode()).isEqualTo(200);
    }

    @Test
    void inspectSendsIt() throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SandboxMain())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        Path file = folder.resolve("env");
        Files.writeString(
                file,
                environment.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));

        assertThat(command.execute("inspect", "--env-file", file.toString())).isZero();
        assertThat(out.toString()).contains("rg-hub");

        String[] withoutToken = {
            "inspect",
            "--url",
            environment.get("CLOISTER_ARM_ENDPOINT"),
            "--ca-file",
            environment.get("CLOISTER_CA_FILE")
        };
        assertThat(command.execute(withoutToken)).isEqualTo(1);
        assertThat(err.toString()).contains("CLOISTER_SANDBOX_TOKEN");
    }

    @Test
    void onTheLoopbackThereIsNone() throws Exception {
        try (Sandbox local = Sandbox.start(SandboxOptions.defaults().withListen("127.0.0.1"))) {
            assertThat(local.environment()).doesNotContainKey("CLOISTER_SANDBOX_TOKEN");
            assertThat(new SandboxClient(local.environment())
                            .control("GET", "/sandbox/overview", "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String token() {
        return environment.get("CLOISTER_SANDBOX_TOKEN");
    }

    private static URI uri(String path) {
        return URI.create(environment.get("CLOISTER_ARM_ENDPOINT") + path);
    }
}
