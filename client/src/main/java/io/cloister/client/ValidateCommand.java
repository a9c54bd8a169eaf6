// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloister validate -f F}. */
@Command(name = "validate", mixinStandardHelpOptions = true, description = "Checks a request, and asks nobody.")
final class ValidateCommand implements Callable<Integer> {

    @Mixin
    private RequestOption file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        String cluster = file.read().name().value();
        spec.commandLine().getOut().println(file.file().getFileName() + ": cluster " + cluster + " is valid");
        return 0;
    }
}
