// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.Views;
import io.cloister.client.rehearse.FastSandbox;
import io.cloister.client.rehearse.RehearsalSandbox;
import io.cloister.client.rehearse.RehearseCommand;
import io.cloister.client.rehearse.control.SandboxRequests;
import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.Phase;
import io.cloister.temporal.WorkflowIds;
import io.cloister.worker.RunningWorker;
import io.cloister.worker.WorkerAssembly;
import io.cloister.worker.wiring.ProductionActivities;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands one after the other, as a user gives them, against a worker and a sandbox that run on. */
@Timeout(120)
class ClusterCommandsTest {

    private static final String EXAMPLE = "../examples/private-cluster.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InMemoryTemporal temporal = new InMemoryTemporal();
    private RehearsalSandbox sandbox;
    private RunningWorker worker;

    @BeforeEach
    void start() {
        sandbox = FastSandbox.start();
        worker = WorkerAssembly.start(temporal.client(), new ProductionActivities().activities(sandbox.environment()));
    }

    @AfterEach
    void stop() {
        worker.close();
        sandbox.close();
        temporal.close();
    }

    @Test
    void plansWithoutChangingAnythingThenCreatesThenDeletes() throws Exception {
        assertThat(run("plan", "-f", EXAMPLE, "-o", "json")).as(err.toString()).isZero();
        List<String> planned = new ArrayList<>();
        for (JsonNode step : new ObjectMapper().readTree(out.toString()).path("steps")) {
            planned.add(step.path("id").asText());
        }
        assertThat(planned).contains("virtual-network", "scale-set-memory", "service-proof");
        assertThat(SandboxRequests.creations(sandbox.environment())).isEmpty();

        assertThat(run("create", "-f", EXAMPLE)).as(err.toString()).isZero();
        assertThat(out.toString()).contains(planned).contains("API server: https://10.20.1.254:6443", "public IPs: 0");

        assertThat(run("create", "-f", EXAMPLE)).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("cluster demo exists already", "delete it first, or choose another name");

        assertThat(run("delete", "demo")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("cluster demo is deleted: nothing of it is left");

        assertThat(run("delete", "demo")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no cluster demo");
    }

    @Test
    void leavesACreationThatThenGoesOnUntilItIsDeleted() {
        int left = run(
                () -> {
                    throw new InterruptedException();
                },
                "create",
                "-f",
                EXAMPLE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(left).isEqualTo(1);
        assertThat(err.toString()).contains("interrupted: the work goes on");

        ClusterWorkflow cluster = temporal.client().newWorkflowStub(ClusterWorkflow.class, WorkflowIds.cluster("demo"));
        Phase phase = cluster.progress().phase();
        while (phase != Phase.PROVISIONING) {
            assertThat(phase).isIn(Phase.PLANNING, Phase.PREFLIGHT);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            phase = cluster.progress().phase();
        }
        assertThat(run("delete", "demo")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("cluster demo is deleted: nothing of it is left");
    }

    private int run(String... args) {
        return run(() -> LockSupport.parkNanos(Duration.ofMillis(50).toNanos()), args);
    }

    /** What was printed before is forgotten. */
    private int run(Follower.Pause pause, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        RehearseCommand rehearse = new RehearseCommand(Map.of(), landscape -> sandbox, none -> null);
        return Main.commandLine(
                        temporal, live -> new Follower(Views.of(live, false), Clock.systemUTC(), pause), rehearse)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
