// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.follow.Detach;
import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.TemporalProgress;
import io.cloister.client.summary.Summary;
import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.Phase;
import io.cloister.request.ClusterName;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloister delete NAME}: asks for the deletion, and follows it to the end. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes a cluster, and follows until it is gone.")
final class DeleteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "the cluster's name")
    private String name;

    @Spec
    private CommandSpec spec;

    private final TemporalConnections temporal;
    private final Function<PrintWriter, Follower> followers;

    DeleteCommand(TemporalConnections temporal, Function<PrintWriter, Follower> followers) {
        this.temporal = temporal;
        this.followers = followers;
    }

    @Override
    public Integer call() {
        ClusterName.problemOf(name).ifPresent(problem -> {
            throw CommandFailure.badInput(List.of("cluster name '" + name + "' " + problem));
        });
        PrintWriter out = spec.commandLine().getOut();
        try (TemporalConnection connection = temporal.open()) {
            String workflow = WorkflowIds.cluster(name);
            askForDeletion(connection.client(), workflow);
            Followed followed = Detach.sayingOnCtrlC(
                    spec.commandLine().getErr(),
                    "detached: the deletion in workflow " + workflow + " goes on",
                    () -> followers.apply(out).untilDeleted(new TemporalProgress(connection.client(), workflow)));
            if (followed.progress().phase() == Phase.DELETED) {
                out.println("cluster " + name + " is deleted: nothing of it is left");
                return 0;
            }
            Summary.failed(followed.progress(), List.of()).print(out);
            return CommandFailure.FAILED;
        }
    }

    private void askForDeletion(WorkflowClient client, String workflow) {
        try {
            client.newWorkflowStub(ClusterWorkflow.class, workflow).delete();
        } catch (WorkflowNotFoundException unknown) {
            throw CommandFailure.failed(
                    "there is no cluster " + name + " (no open workflow " + workflow + "): is the name right?");
        } catch (WorkflowUpdateException refused) {
            throw CommandFailure.failed("cluster " + name + " is not deleted: " + Causes.message(refused));
        } catch (WorkflowServiceException silent) {
            throw CommandFailure.failed("cluster " + name + " did not answer (" + Causes.message(silent)
                    + "): is there a worker? Start one with 'cloister worker'");
        }
    }
}
