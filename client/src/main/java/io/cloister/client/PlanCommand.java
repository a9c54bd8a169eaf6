// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.plan.PlanJson;
import io.cloister.client.plan.PlanText;
import io.cloister.lifecycle.PlanClusterWorkflow;
import io.cloister.lifecycle.PlannedCluster;
import io.cloister.plan.Plan;
import io.cloister.plan.making.Planner;
import io.cloister.preflight.PreflightReport;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.TaskQueues;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloister plan -f F}: what {@code create} will do, by the same code; changes nothing. */
@Command(name = "plan", mixinStandardHelpOptions = true, description = "Shows what create will do; changes nothing.")
final class PlanCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private RequestOption file;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private final TemporalConnections temporal;

    PlanCommand(TemporalConnections temporal) {
        this.temporal = temporal;
    }

    @Override
    public Integer call() {
        ClusterRequest request = file.read();
        if (!temporal.configured()) {
            return shown(Planner.plan(request, UUID.randomUUID().toString()), Optional.empty());
        }
        try (TemporalConnection connection = temporal.open()) {
            PlannedCluster planned = plannedBy(connection.client(), request);
            return shown(planned.plan(), Optional.of(planned.preflight()));
        }
    }

    private static PlannedCluster plannedBy(WorkflowClient client, ClusterRequest request) {
        PlanClusterWorkflow workflow = client.newWorkflowStub(
                PlanClusterWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CLUSTERS)
                        .setWorkflowId(WorkflowIds.cluster(request.name().value()) + "-plan-" + UUID.randomUUID())
                        .setStaticSummary("plan of cluster " + request.name())
                        .build());
        WorkflowStub stub = WorkflowStub.fromTyped(workflow);
        stub.start(request);
        try {
            return stub.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, PlannedCluster.class);
        } catch (TimeoutException silent) {
            stub.terminate("nobody waits for it any more");
            throw CommandFailure.failed(
                    "no plan after " + PATIENCE.toMinutes() + " minutes: is there a worker on task queue '"
                            + TaskQueues.CLUSTERS + "'? Start one with 'cloister worker'");
        } catch (WorkflowFailedException failed) {
            throw CommandFailure.failed(Causes.message(failed));
        }
    }

    private int shown(Plan plan, Optional<PreflightReport> preflight) {
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            out.println(PlanJson.of(plan, preflight));
            out.flush();
        } else {
            PlanText.print(out, plan, preflight);
        }
        preflight.filter(report -> !report.passed()).ifPresent(report -> {
            throw CommandFailure.failed(report.failures().stream()
                    .map(check -> check.subject() + ": " + check.message())
                    .toArray(String[]::new));
        });
        return 0;
    }
}
