// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import static io.cloister.sandbox.SandboxClient.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxStateTest {

    private static final String NETWORK = "/providers/Microsoft.Network/virtualNetworks/vnet";
    private static final String BODY =
            "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']}}}";

    @TempDir
    private Path folder;

    @Test
    void afterARestartClientsGoOnWithTheEnvironmentTheTokenAndTheOperationTheyHad() throws Exception {
        Map<String, String> environment;
        String token;
        URI operation;
        try (Sandbox sandbox = start(5)) {
            environment = sandbox.environment();
            SandboxClient client = new SandboxClient(environment);
            client.vault("POST", "secret/data/cloister/a", "{'data': {'k': 'v'}}");
            HttpResponse<String> accepted = client.arm("PUT", NETWORK, BODY);
            operation = URI.create(
                    accepted.headers().firstValue("Azure-AsyncOperation").orElseThrow());
            token = client.token();
        }

        try (Sandbox restarted = start(0.001)) {
            assertThat(restarted.environment()).isEqualTo(environment);
            SandboxClient client = new SandboxClient(environment);
            assertThat(client.azure("GET", operation, token, "").statusCode()).isEqualTo(200);
            while (body(client.azure("GET", operation, token, ""))
                    .path("status")
                    .asText()
                    .equals("InProgress")) {
                Thread.onSpinWait();
            }
            assertThat(body(client.arm("GET", NETWORK, ""))
                            .at("/properties/provisioningState")
                            .asText())
                    .isEqualTo("Succeeded");
            assertThat(body(client.vault("GET", "secret/data/cloister/a", ""))
                            .at("/data/data/k")
                            .asText())
                    .isEqualTo("v");
        }
    }

    @Test
    void whatIsDoneIsInTheFileSoonEvenIfTheSandboxIsNeverStopped() throws Exception {
        try (Sandbox sandbox = start(1)) {
            new SandboxClient(sandbox.environment())
                    .arm(
                            "PUT",
                            "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine",
                            "{'location':'westeurope'}");
            Instant end = Instant.now().plusSeconds(20);

            while (!Files.readString(file()).contains("userAssignedIdentities/mine")) {
                assertThat(Instant.now()).as("the identity is in the file").isBefore(end);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void theStateIsForItsOwnersEyesAlone() throws Exception {
        start(1).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatIsNoStateIsRefusedInOneLineAndLeftAsItIs() throws Exception {
        refuses("not a state", "it is damaged");
        refuses("{\"format\": \"something else\"}", "it is not a sandbox's state");
        refuses("{\"format\": \"cloister-sandbox-state\", \"version\": 99}", "it has version 99");
        refuses("{\"format\": \"cloister-sandbox-state\", \"version\": 1}", "it is damaged");
        Files.delete(file());
        start(1).close();
        String good = Files.readString(file());
        refuses(good.replace("BEGIN CERTIFICATE", "BEGIN NOTHING"), "certificate authority");
        refuses(good.replace("\"resources\"", "\"nothing\""), "cannot be used");
    }

    @Test
    void aSnapshotIsPutBackAsOftenAsATestNeedsIt() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withTimeScale(0.001))) {
            SandboxClient client = new SandboxClient(sandbox.environment());
            client.vault("POST", "secret/data/cloister/a", "{'data': {'k': 'before'}}");
            JsonNode taken = body(client.control("POST", "/sandbox/snapshots", ""));
            String snapshot = "/sandbox/snapshots/" + taken.path("id").asText();

            for (int round = 0; round < 2; round++) {
                client.arm(
                        "PUT",
                        "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine",
                        "{'location':'westeurope'}");
                client.vault("POST", "secret/data/cloister/a", "{'data': {'k': 'after'}}");

                assertThat(client.control("PUT", snapshot, "").statusCode()).isEqualTo(204);

                assertThat(client.arm("GET", "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine", "")
                                .statusCode())
                        .isEqualTo(404);
                assertThat(body(client.vault("GET", "secret/data/cloister/a", ""))
                                .at("/data/data/k")
                                .asText())
                        .isEqualTo("before");
            }
            assertThat(client.control("GET", "/sandbox/snapshots", "").body())
                    .contains(taken.path("id").asText());
            assertThat(client.control("DELETE", snapshot, "").statusCode()).isEqualTo(204);
            assertThat(client.control("PUT", snapshot, "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aResetLeavesTheLandingZoneAlone() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withTimeScale(0.001))) {
            SandboxClient client = new SandboxClient(sandbox.environment());
            String before = client.control("GET", "/sandbox/resources", "").body();
            client.arm(
                    "PUT",
                    "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/mine",
                    "{'location':'westeurope'}");
            client.control(
                    "POST",
                    "/sandbox/faults",
                    "{'id': 'x', 'method': '*', 'path': 'nothing', 'kind': 'HTTP_ERROR', 'status': 500}");

            assertThat(client.control("POST", "/sandbox/reset", "").statusCode())
                    .isEqualTo(204);

            assertThat(client.control("GET", "/sandbox/resources", "").body()).isEqualTo(before);
            assertThat(body(client.control("GET", "/sandbox/faults", "")).path("value"))
                    .isEmpty();
            assertThat(client.vault("GET", "sys/health", "").statusCode()).isEqualTo(200);
        }
    }

    private Sandbox start(double timeScale) {
        return Sandbox.start(SandboxOptions.defaults().withTimeScale(timeScale).withState(file()));
    }

    private Path file() {
        return folder.resolve("state.json");
    }

    private void refuses(String content, String why) throws IOException {
        Files.writeString(file(), content);

        assertThatThrownBy(() -> start(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");

        assertThat(file()).hasContent(content);
    }
}
