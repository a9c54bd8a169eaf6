// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.History;
import io.cloister.client.follow.ProgressSource;
import io.cloister.client.summary.Figures;
import io.cloister.client.summary.Summary;
import io.cloister.observe.Phase;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloister create -f F}: submits, and follows to the end. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Creates a cluster, and follows until it is ready.")
final class CreateCommand implements Callable<Integer> {

    @Mixin
    private RequestOption file;

    @Spec
    private CommandSpec spec;

    private final Following following;

    CreateCommand(Following following) {
        this.following = following;
    }

    @Override
    public Integer call() {
        return following.run(spec, new Creation(file.read()));
    }

    private record Creation(ClusterRequest request) implements Following.Operation {

        @Override
        public void askFor(WorkflowClient client) {
            Submission.submit(client, request);
        }

        @Override
        public String workflow() {
            return WorkflowIds.cluster(request.name().value());
        }

        @Override
        public String goesOn() {
            return "workflow " + workflow() + " goes on; 'cloister delete " + request.name() + "' stops and undoes it";
        }

        @Override
        public Followed follow(Follower follower, ProgressSource source) {
            return follower.untilCreated(source);
        }

        @Override
        public Phase goal() {
            return Phase.READY;
        }

        @Override
        public void sumUp(Followed followed, WorkflowClient client, PrintWriter out) {
            long events = History.events(client, request.name().value());
            Summary.ready(followed.progress(), new Figures(followed.runningTime(), events, Optional.empty()))
                    .print(out);
        }
    }
}
