// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.ProgressSource;
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

    private final Following following;

    DeleteCommand(Following following) {
        this.following = following;
    }

    @Override
    public Integer call() {
        ClusterName.problemOf(name).ifPresent(problem -> {
            throw CommandFailure.badInput(List.of("cluster name '" + name + "' " + problem));
        });
        return following.run(spec, new Deletion(name));
    }

    private record Deletion(String cluster) implements Following.Operation {

        @Override
        public void askFor(WorkflowClient client) {
            try {
                client.newWorkflowStub(ClusterWorkflow.class, workflow()).delete();
            } catch (WorkflowNotFoundException unknown) {
                throw CommandFailure.failed("there is no cluster " + cluster + " (no open workflow " + workflow()
                        + "): is the name right?");
            } catch (WorkflowUpdateException refused) {
                throw CommandFailure.failed("cluster " + cluster + " is not deleted: " + Causes.message(refused));
            } catch (WorkflowServiceException silent) {
                throw CommandFailure.failed("cluster " + cluster + " did not answer (" + Causes.message(silent)
                        + "): is there a worker? Start one with 'cloister worker'");
            }
        }

        @Override
        public String workflow() {
            return WorkflowIds.cluster(cluster);
        }

        @Override
        public String goesOn() {
            return "the deletion in workflow " + workflow() + " goes on";
        }

        @Override
        public Followed follow(Follower follower, ProgressSource source) {
            return follower.untilDeleted(source);
        }

        @Override
        public Phase goal() {
            return Phase.DELETED;
        }

        @Override
        public void sumUp(Followed followed, WorkflowClient client, PrintWriter out) {
            out.println("cluster " + cluster + " is deleted: nothing of it is left");
        }
    }
}
