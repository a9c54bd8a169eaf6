// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker;

import io.cloister.worker.wiring.ActivityWiring;
import io.cloister.worker.wiring.ProductionActivities;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cloister worker}: runs until it is asked to stop. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Runs workflows and activities, configured by environment:",
            "TEMPORAL_* or a Temporal profile, AZURE_*, VAULT_*, CLOISTER_*, and CLOISTER_HEALTH_PORT for /healthz and /metrics."
        })
public final class WorkerMain implements Callable<Integer> {

    private static final String HEALTH_PORT = "CLOISTER_HEALTH_PORT";

    private final Map<String, String> environment;
    private final ActivityWiring wiring;
    private final CountDownLatch stop;

    @Spec
    private CommandSpec spec;

    WorkerMain(Map<String, String> environment, ActivityWiring wiring, CountDownLatch stop) {
        this.environment = environment;
        this.wiring = wiring;
        this.stop = stop;
    }

    public static void main(String[] args) {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "stop"));
        WorkerMain worker = new WorkerMain(System.getenv(), new ProductionActivities(), stop);
        int code = new CommandLine(worker).execute(args);
        stopped.countDown();
        if (stop.getCount() > 0) {
            System.exit(code);
        }
    }

    private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            run(err);
            return 0;
        } catch (StartProblem problem) {
            problem.lines().forEach(line -> err.println("cloister worker: " + line));
            return 1;
        }
    }

    private void run(PrintWriter err) throws StartProblem, InterruptedException {
        Optional<Integer> port = healthPort();
        List<Object> activities = activities();
        try (Metrics metrics = new Metrics();
                WorkerConnection connection = WorkerConnection.open(environment, metrics.scope())) {
            SearchAttributeRegistration.register(connection.stubs(), connection.namespace())
                    .ifPresent(line -> err.println("cloister worker: " + line));
            try (RunningWorker worker = WorkerAssembly.start(connection.client(), activities);
                    HealthServer health = port.isEmpty()
                            ? null
                            : HealthServer.start(port.get(), worker::isRunning, metrics::scrape)) {
                err.println("cloister worker: ready, Temporal at " + connection.address() + ", namespace "
                        + connection.namespace()
                        + (health == null ? "" : ", health on port " + health.port()));
                err.flush();
                stop.await();
            }
        }
    }

    private List<Object> activities() throws StartProblem {
        try {
            return wiring.activities(environment);
        } catch (IllegalArgumentException missing) {
            throw new StartProblem(missing.getMessage(), missing);
        }
    }

    private Optional<Integer> healthPort() throws StartProblem {
        String text = environment.getOrDefault(HEALTH_PORT, "");
        if (text.isBlank()) {
            return Optional.empty();
        }
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new StartProblem(HEALTH_PORT + ": '" + text + "' is no port: write a number from 0 to 65535");
        }
        return Optional.of(Integer.valueOf(text));
    }
}
