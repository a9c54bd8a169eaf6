// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.follow.Detach;
import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.ProgressSource;
import io.cloister.client.follow.TemporalProgress;
import io.cloister.client.summary.Summary;
import io.cloister.observe.Phase;
import io.temporal.client.WorkflowClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/** What creation and deletion share: asked for, followed to the end, and summed up. */
final class Following {

    /** What is asked of one cluster. */
    interface Operation {

        /** @throws CommandFailure where it is refused */
        void askFor(WorkflowClient client);

        /** The id of the cluster's workflow. */
        String workflow();

        /** What goes on where the command is left: the line after "detached: ". */
        String goesOn();

        Followed follow(Follower follower, ProgressSource source);

        /** The phase in which it has succeeded. */
        Phase goal();

        void sumUp(Followed followed, WorkflowClient client, PrintWriter out);
    }

    private final TemporalConnections temporal;
    private final Function<PrintWriter, Follower> followers;

    Following(TemporalConnections temporal, Function<PrintWriter, Follower> followers) {
        this.temporal = temporal;
        this.followers = followers;
    }

    /** @return the command's exit code */
    int run(CommandSpec spec, Operation operation) {
        PrintWriter out = spec.commandLine().getOut();
        try (TemporalConnection connection = temporal.open()) {
            WorkflowClient client = connection.client();
            operation.askFor(client);
            Followed followed = Detach.sayingOnCtrlC(
                    spec.commandLine().getErr(),
                    "detached: " + operation.goesOn(),
                    () -> operation.follow(followers.apply(out), new TemporalProgress(client, operation.workflow())));
            if (followed.progress().phase() != operation.goal()) {
                Summary.failed(followed.progress(), List.of()).print(out);
                return CommandFailure.FAILED;
            }
            operation.sumUp(followed, client, out);
            return 0;
        }
    }
}
