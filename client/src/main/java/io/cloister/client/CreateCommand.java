// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.follow.Detach;
import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.TemporalProgress;
import io.cloister.client.summary.Figures;
import io.cloister.client.summary.Summary;
import io.cloister.observe.Phase;
import io.cloister.request.ClusterRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cloister create -f F}: submits, and follows to the end. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates a cluster, and follows until it is ready.")
final class CreateCommand implements Callable<Integer> {

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "the cluster's request")
    private Path file;

    @Spec
    private CommandSpec spec;

    private final TemporalConnections temporal;
    private final Function<PrintWriter, Follower> followers;

    CreateCommand(TemporalConnections temporal, Function<PrintWriter, Follower> followers) {
        this.temporal = temporal;
        this.followers = followers;
    }

    @Override
    public Integer call() {
        ClusterRequest request = RequestFile.read(file);
        PrintWriter out = spec.commandLine().getOut();
        try (TemporalConnection connection = temporal.open()) {
            String workflow = Submission.submit(connection.client(), request);
            Followed followed = followed(connection, workflow, request.name().value(), out);
            if (followed.progress().phase() != Phase.READY) {
                Summary.failed(followed.progress(), List.of()).print(out);
                return CommandFailure.FAILED;
            }
            long events = History.events(connection.client(), request.name().value());
            Figures figures = new Figures(followed.runningTime(), events, Optional.empty());
            Summary.ready(followed.progress(), figures).print(out);
            return 0;
        }
    }

    private Followed followed(TemporalConnection connection, String workflow, String cluster, PrintWriter out) {
        return Detach.sayingOnCtrlC(
                spec.commandLine().getErr(),
                "detached: workflow " + workflow + " goes on; 'cloister delete " + cluster
                        + "' undoes it once it is done",
                () -> followers.apply(out).untilCreated(new TemporalProgress(connection.client(), workflow)));
    }
}
