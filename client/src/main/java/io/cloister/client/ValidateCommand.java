// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloister validate -f F}. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks a request, and asks nobody.")
final class ValidateCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "the cluster's request")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String cluster = RequestFile.read(file).name().value();
        spec.commandLine().getOut().println(file.getFileName() + ": cluster " + cluster + " is valid");
        return 0;
    }
}
