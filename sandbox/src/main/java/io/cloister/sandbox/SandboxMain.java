// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import io.cloister.sandbox.policies.InvalidExportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloister sandbox}: runs until it is stopped. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        description = "A pretend Azure, Vault, Kubernetes and private network, to rehearse on.")
public final class SandboxMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--env-file", description = "Write what clients need in their environment to this file.")
    private Path envFile;

    @Option(names = "--port", defaultValue = "0", description = "Port of the ARM endpoint; 0 for any free one.")
    private int port;

    @Option(names = "--time-scale", defaultValue = "0.04", description = "Azure's latencies times this.")
    private double timeScale;

    @Option(names = "--subscription", defaultValue = SandboxOptions.SUBSCRIPTION)
    private String subscription;

    @Option(names = "--resource-group", defaultValue = SandboxOptions.RESOURCE_GROUP)
    private String resourceGroup;

    @Option(names = "--location", defaultValue = SandboxOptions.LOCATION)
    private String location;

    @Option(names = "--hub-vnet", description = "Id of the hub's virtual network.")
    private String hubNetwork;

    @Option(names = "--hub-cidr", defaultValue = SandboxOptions.HUB_CIDR)
    private String hubCidr;

    @Option(names = "--vault-address", defaultValue = SandboxOptions.VAULT_ADDRESS)
    private String vaultAddress;

    @Option(names = "--ca-file", description = "Where to write the certificate authority that clients must trust.")
    private Path caFile;

    @Option(names = "--no-policy", description = "Leave out the policy that denies public IPs.")
    private boolean noPolicy;

    @Option(
            names = "--policies",
            description = "Directory with policies that az exported: definitions, sets, assignments, exemptions.")
    private Path policies;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SandboxMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (Sandbox sandbox = Sandbox.start(options())) {
            sandbox.notes().forEach(err::println);
            String environment = sandbox.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                    .collect(Collectors.joining());
            if (envFile != null) {
                // Moved into place whole, as others wait for it to appear.
                Path draft = Files.createTempFile(envFile.toAbsolutePath().getParent(), ".env", "");
                Files.writeString(draft, environment);
                Files.move(draft, envFile, StandardCopyOption.REPLACE_EXISTING);
            }
            out.print(environment);
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (InvalidExportException e) {
            e.errors().forEach(err::println);
            return 2;
        } catch (IOException e) {
            err.println("The environment file " + envFile + " cannot be written: " + e.getMessage());
            return 1;
        } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private SandboxOptions options() {
        return new SandboxOptions(
                port,
                timeScale,
                subscription,
                resourceGroup,
                location,
                hubNetwork == null ? SandboxOptions.defaultHub(subscription) : hubNetwork,
                hubCidr,
                vaultAddress,
                Optional.ofNullable(caFile),
                !noPolicy,
                Optional.ofNullable(policies));
    }
}
