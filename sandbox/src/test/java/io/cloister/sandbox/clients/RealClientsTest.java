// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
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

    @TempDir
    private Path directory;

    private RunningSandbox sandbox;

    @BeforeEach
    void startTheSandbox() throws IOException, InterruptedException {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterEach
    void stopTheSandbox() {
        sandbox.close();
    }

    @Test
    void azWalksThroughTheSandbox() throws IOException, InterruptedException {
        Clients clients = Clients.installed(directory);
        assumeTrue(
                Clients.required() || clients.has("CLOISTER_AZ"),
                "SKIPPED: there is no az here, and tools/install-clients.sh could not install it");

        assertThat(clients.variables()).as("az must be there in CI").containsKey("CLOISTER_AZ");
        assertThat(walk(clients, "az-walk.sh"))
                .as("tools/az-walk.sh; the sandbox said: %s", sandbox.complaints())
                .isZero();
    }

    @Test
    void terraformAppliesChangesAndDestroysAPrivateCluster() throws IOException, InterruptedException {
        Clients clients = Clients.installed(directory);
        assumeTrue(
                clients.has("CLOISTER_TERRAFORM_PROVIDERS"),
                "SKIPPED: there is no Terraform with its azurerm provider here;"
                        + " tools/install-clients.sh --terraform builds them");

        assertThat(walk(clients, "terraform-walk.sh"))
                .as("tools/terraform-walk.sh; the sandbox said: %s", sandbox.complaints())
                .isZero();
    }

    private int walk(Clients clients, String script) throws IOException, InterruptedException {
        ProcessBuilder walk = new ProcessBuilder(
                        Clients.TOOLS.resolve(script).toString(),
                        sandbox.environmentFile().toString())
                .redirectErrorStream(true);
        walk.environment().putAll(clients.variables());
        Process process = walk.start();
        try (var lines = process.inputReader()) {
            lines.lines().forEach(System.out::println);
        }
        return process.waitFor();
    }
}
