// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.ConfiguredTemporal;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.Views;
import io.cloister.client.rehearse.EmbeddedSandbox;
import io.cloister.client.rehearse.RehearseCommand;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code cloister}: private Kubernetes clusters from the command line. */
@Command(
        name = "cloister",
        mixinStandardHelpOptions = true,
        version = "cloister 0.1.0",
        description = "Private Kubernetes clusters on Azure where policy forbids public IPs.",
        footer = {"", "Processes of their own: cloister worker, cloister sandbox, cloister webhook (see their --help)."
        })
public final class Main {

    private static final long BETWEEN_QUESTIONS_MILLIS = 250;

    private Main() {}

    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        // System.console() is absent as soon as input or output is redirected
        boolean terminal = System.console() != null && !"dumb".equals(environment.get("TERM"));
        Function<PrintWriter, Follower> followers = out ->
                new Follower(Views.of(out, terminal), Clock.systemUTC(), () -> Thread.sleep(BETWEEN_QUESTIONS_MILLIS));
        TemporalConnections temporal = new ConfiguredTemporal(environment);
        RehearseCommand rehearse = new RehearseCommand(environment, EmbeddedSandbox::start, followers);
        System.exit(commandLine(temporal, followers, rehearse).execute(args));
    }

    static CommandLine commandLine(
            TemporalConnections temporal, Function<PrintWriter, Follower> followers, RehearseCommand rehearse) {
        Following following = new Following(temporal, followers);
        return new CommandLine(new Main())
                .addSubcommand(rehearse)
                .addSubcommand(new PlanCommand(temporal))
                .addSubcommand(new CreateCommand(following))
                .addSubcommand(new DeleteCommand(following))
                .addSubcommand(new ValidateCommand())
                .setExecutionExceptionHandler((failure, line, parsed) -> answer(failure, line.getErr()));
    }

    private static int answer(Exception failure, PrintWriter err) {
        if (failure instanceof CommandFailure told) {
            told.getMessage().lines().forEach(err::println);
            err.flush();
            return told.exitCode();
        }
        err.println("unexpected: " + Causes.message(failure) + " ("
                + failure.getClass().getSimpleName() + ")");
        err.flush();
        return CommandFailure.FAILED;
    }
}
