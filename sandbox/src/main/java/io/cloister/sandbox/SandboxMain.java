// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import io.cloister.sandbox.policies.InvalidExportException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloister sandbox}: runs until it is stopped. */
@Command(
        name = "sandbox",
        mixinStandardHelpOptions = true,
        subcommands = InspectCommand.class,
        description = "A pretend Azure, Vault, Kubernetes and private network, to rehearse on.")
public final class SandboxMain implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--env-file", description = "Write what clients need in their environment to this file.")
    private Path envFile;

    @Mixin
    private SandboxOptions options;

    public static void main(String[] args) {
        System.exit(new CommandLine(new SandboxMain()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!options.isLocal()) {
            err.println("warning: the ARM endpoint listens on " + options.listen()
                    + "; whoever has " + ControlToken.VARIABLE
                    + " may read everything in it there, secrets included, and set faults");
            err.flush();
        }
        try (Sandbox sandbox = Sandbox.start(options)) {
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
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
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
}
