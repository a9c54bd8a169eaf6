// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.client.CommandFailure;
import io.cloister.client.OutputOption;
import io.cloister.client.RequestFile;
import io.cloister.client.follow.Follower;
import io.cloister.plan.Plan;
import io.cloister.plan.StepId;
import io.cloister.plan.making.Planner;
import io.cloister.request.ClusterRequest;
import io.cloister.request.ClusterRequest.Timeouts;
import io.cloister.sandbox.core.Likeness;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cloister rehearse F}: the whole way, on a sandbox. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = "Creates a cluster in a sandbox, with everything that takes part in this process.")
public final class RehearseCommand implements Callable<Integer> {

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(60);

    @Parameters(paramLabel = "FILE", description = "the cluster's request")
    private Path file;

    @Option(names = "--fail-at", paramLabel = "STEP", description = "make this step fail for good, and see it undone")
    private String failAt;

    @Option(names = "--time-scale", paramLabel = "N", defaultValue = "0.04", description = "1 is Azure's own pace")
    private double timeScale;

    @Option(
            names = "--like",
            paramLabel = "PROFILE",
            defaultValue = "quick",
            description = "quick (default), or azure: with Azure's throttles, quotas and delays")
    private Likeness likeness;

    @Option(names = "--keep", description = "keep sandbox and Temporal at the end, until Ctrl-C")
    private boolean keep;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final RehearsalSandbox.Starter sandboxes;
    private final Function<PrintWriter, Follower> followers;

    public RehearseCommand(
            Map<String, String> environment,
            RehearsalSandbox.Starter sandboxes,
            Function<PrintWriter, Follower> followers) {
        this.environment = environment;
        this.sandboxes = sandboxes;
        this.followers = followers;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(timeScale > 0 && timeScale <= 100)) {
            throw CommandFailure.badInput(
                    List.of("--time-scale: " + timeScale + " must be above 0 and at most 100; 1 is Azure's own pace"));
        }
        ClusterRequest request = impatient(RequestFile.read(file));
        Optional<StepId> fault = Optional.ofNullable(failAt).map(StepId::of);
        Plan plan = Planner.plan(request, UUID.randomUUID().toString());
        fault.ifPresent(step -> mustBePlanned(step, plan));

        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        // with -o json, standard output holds nothing else
        PrintWriter live = output.json() ? err : out;
        try (Rehearsal rehearsal = Rehearsal.start(environment, sandboxes, request, timeScale, likeness, err)) {
            RehearsalReport report = rehearsal.run(fault, plan, followers.apply(live));
            if (output.json()) {
                out.println(report.json());
                out.flush();
            } else {
                report.print(out);
            }
            if (keep) {
                rehearsal.keep(err);
            }
            return report.succeeded() ? 0 : CommandFailure.FAILED;
        }
    }

    /** Timeouts shrink with time itself, but not below what this machine's own work takes. */
    private ClusterRequest impatient(ClusterRequest request) {
        Timeouts given = request.timeouts();
        return request.withTimeouts(new Timeouts(scaled(given.operation()), scaled(given.nodes())));
    }

    private Duration scaled(Duration timeout) {
        Duration scaled = Duration.ofMillis(Math.round(timeout.toMillis() * Math.min(1, timeScale)));
        return scaled.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : scaled;
    }

    private static void mustBePlanned(StepId step, Plan plan) {
        if (plan.step(step).isEmpty()) {
            List<String> lines = new ArrayList<>();
            lines.add("--fail-at: the plan has no step '" + step + "'; it has:");
            plan.steps().forEach(planned -> lines.add("  " + planned.id()));
            throw CommandFailure.badInput(lines);
        }
    }
}
