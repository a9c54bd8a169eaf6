// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse;

import io.cloister.client.CommandFailure;
import io.cloister.client.Submission;
import io.cloister.client.connect.TemporalConnection;
import io.cloister.client.follow.Followed;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.History;
import io.cloister.client.follow.ProgressSource;
import io.cloister.client.follow.TemporalProgress;
import io.cloister.client.rehearse.control.CaFile;
import io.cloister.client.rehearse.control.FaultInPlan;
import io.cloister.client.rehearse.control.Holdings;
import io.cloister.client.rehearse.control.SandboxControl;
import io.cloister.client.rehearse.control.VaultPaths;
import io.cloister.client.summary.CriticalPath;
import io.cloister.client.summary.Figures;
import io.cloister.observe.Phase;
import io.cloister.plan.Plan;
import io.cloister.plan.StepId;
import io.cloister.request.ClusterRequest;
import io.cloister.sandbox.core.Likeness;
import io.cloister.worker.RunningWorker;
import io.cloister.worker.WorkerAssembly;
import io.cloister.worker.wiring.ProductionActivities;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/** Sandbox, Temporal and worker, started for one request, and ended together. */
final class Rehearsal implements AutoCloseable {

    private final ClusterRequest request;
    private final RehearsalSandbox sandbox;
    private final TemporalConnection temporal;
    private final RunningWorker worker;
    private final SandboxControl control;
    private final VaultPaths vault;

    private Rehearsal(
            ClusterRequest request, RehearsalSandbox sandbox, TemporalConnection temporal, RunningWorker worker) {
        this.request = request;
        this.sandbox = sandbox;
        this.temporal = temporal;
        this.worker = worker;
        SSLContext trust = CaFile.trust(sandbox.environment());
        this.control = new SandboxControl(sandbox.controlUri(), trust);
        this.vault =
                new VaultPaths(sandbox.environment(), trust, request.vault().kvMount());
    }

    static Rehearsal start(
            Map<String, String> environment,
            RehearsalSandbox.Starter sandboxes,
            ClusterRequest request,
            double timeScale,
            Likeness likeness,
            PrintWriter err) {
        RehearsalSandbox sandbox = sandboxes.start(landscape(request, timeScale, likeness));
        TemporalConnection temporal = null;
        boolean started = false;
        try {
            List<Object> activities = new ProductionActivities().activities(sandbox.environment());
            temporal = new RehearsalTemporal(environment, err).open();
            err.flush();
            RunningWorker worker = WorkerAssembly.start(temporal.client(), activities);
            started = true;
            return new Rehearsal(request, sandbox, temporal, worker);
        } catch (IllegalArgumentException settings) {
            throw CommandFailure.failed(settings.getMessage());
        } finally {
            if (!started) {
                close(temporal, sandbox);
            }
        }
    }

    private static RehearsalSandbox.Landscape landscape(ClusterRequest request, double timeScale, Likeness likeness) {
        URI vault = URI.create(request.vault().address());
        return new RehearsalSandbox.Landscape(
                request.azure().subscription(),
                request.azure().resourceGroup(),
                request.azure().location(),
                request.network().peerings().stream()
                        .findFirst()
                        .map(peering -> peering.remoteVirtualNetwork())
                        .orElse(""),
                vault.getHost() + ":" + (vault.getPort() < 0 ? 443 : vault.getPort()),
                timeScale,
                likeness);
    }

    RehearsalReport run(Optional<StepId> failAt, Plan offline, Follower follower) {
        Holdings before = holdings();
        failAt.ifPresent(step -> FaultInPlan.set(control, offline, step));
        String workflow = Submission.submit(temporal.client(), request);
        ProgressSource source = new TemporalProgress(temporal.client(), workflow);
        Followed followed =
                follower.untilCreated(failAt.<ProgressSource>map(step -> new FaultInPlan(source, control, step))
                        .orElse(source));
        List<String> left = followed.progress().phase() == Phase.READY
                ? List.of()
                : holdings().differenceFrom(before);
        return new RehearsalReport(followed.progress(), figures(followed), left);
    }

    private Holdings holdings() {
        return Holdings.of(control.resources()).and(vault.list());
    }

    private Figures figures(Followed followed) {
        CriticalPath.Path path = followed.progress()
                .plan()
                .map(plan -> CriticalPath.of(plan, control.operations()))
                .orElse(CriticalPath.Path.EMPTY);
        List<SandboxControl.RequestEntry> requests = control.requests();
        long writes =
                requests.stream().filter(SandboxControl.RequestEntry::isWrite).count();
        boolean executed = followed.progress().executionWorkflowId().isPresent();
        return new Figures(
                followed.runningTime(),
                executed ? History.events(temporal.client(), request.name().value()) : 0,
                Optional.of(new Figures.AzureSide(path, writes, requests.size() - writes)));
    }

    /** Until the process is stopped. */
    void keep(PrintWriter err) throws InterruptedException {
        err.println("kept until Ctrl-C: Temporal at " + temporal.address() + ", sandbox at " + sandbox.controlUri());
        err.flush();
        new CountDownLatch(1).await();
    }

    @Override
    public void close() {
        worker.close();
        close(temporal, sandbox);
    }

    private static void close(TemporalConnection temporal, RehearsalSandbox sandbox) {
        try (sandbox) {
            if (temporal != null) {
                temporal.close();
            }
        }
    }
}
