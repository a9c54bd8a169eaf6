// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.connect.ConfiguredTemporal;
import io.cloister.client.connect.TemporalConnections;
import io.cloister.client.follow.Follower;
import io.cloister.client.follow.Seen;
import io.cloister.client.follow.Views;
import io.cloister.client.rehearse.RehearseCommand;
import io.cloister.lifecycle.ClusterWorkflow;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.Phase;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.TaskQueues;
import io.cloister.temporal.WorkflowIds;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.Workflow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {

    /** A cluster that is ready at once, and gone as soon as that is asked for. */
    public static final class QuickCluster implements ClusterWorkflow {

        private Phase phase = Phase.READY;

        @Override
        public void live(ClusterRequest request) {
            Workflow.await(() -> phase == Phase.DELETED);
        }

        @Override
        public ClusterProgress progress() {
            return Seen.in(phase);
        }

        @Override
        public String delete() {
            phase = Phase.DELETED;
            return "cluster-demo-delete";
        }

        @Override
        public void mayDelete() {
            // always
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InMemoryTemporal temporal = new InMemoryTemporal();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThat(run(temporal, "validate", "-f", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly("nowhere.yaml: there is no such file");
    }

    @Test
    void putsTheFilesNameBeforeEachViolation() throws Exception {
        Path file = Files.writeString(folder.resolve("cluster.yaml"), "");

        assertThat(run(temporal, "create", "-f", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines()).isNotEmpty().allMatch(line -> line.startsWith("cluster.yaml: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "plan", "create"})
    void refusesWhatCannotBePlannedWithWhateverCommand(String command) throws Exception {
        String noWayOut = Files.readString(Path.of("../examples/private-cluster.yaml"))
                .replaceFirst("accessPoints: \\[private]", "accessPoints: [private, public]")
                .replace("    proxy: 10.20.4.0/28\n", "")
                .replaceAll("(?s)egress:.*?\n\n", "egress:\n  loadBalancer: {}\n\n");
        Path file = Files.writeString(folder.resolve("cluster.yaml"), noWayOut);

        assertThat(run(temporal, command, "-f", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("cluster.yaml: egress: the machines of 'control-plane' would have no way out");
    }

    @Test
    void refusesAFileThatIsNoText() throws Exception {
        Path file = Files.write(folder.resolve("cluster.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThat(run(temporal, "plan", "-f", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("it is not UTF-8 text").doesNotContain("Exception");
    }

    @Test
    void saysInOneLineThatNoTemporalAnswers() {
        TemporalConnections nowhere = new ConfiguredTemporal(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:1"));

        assertThat(run(nowhere, "delete", "demo")).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .contains("no Temporal answers at 127.0.0.1:1", "set TEMPORAL_ADDRESS");
    }

    @Test
    void refusesToDeleteWhatItDoesNotKnow() {
        assertThat(run(temporal, "delete", "demo")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no cluster demo");
    }

    @Test
    void refusesANameThatNoClusterCanHave() {
        assertThat(run(temporal, "delete", "Demo!")).isEqualTo(2);
        assertThat(err.toString()).contains("cluster name 'Demo!' must be");
    }

    @Test
    void followsADeletionToItsEnd() {
        temporal.environment().newWorker(TaskQueues.CLUSTERS).registerWorkflowImplementationTypes(QuickCluster.class);
        temporal.environment().start();
        ClusterWorkflow cluster = temporal.client()
                .newWorkflowStub(
                        ClusterWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CLUSTERS)
                                .setWorkflowId(WorkflowIds.cluster("demo"))
                                .build());
        WorkflowClient.start(cluster::live, null);

        assertThat(run(temporal, "delete", "demo")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("cluster demo is deleted");
    }

    private int run(TemporalConnections connections, String... args) {
        Function<PrintWriter, Follower> followers =
                writer -> new Follower(Views.of(writer, false), Clock.systemUTC(), Thread::onSpinWait);
        RehearseCommand rehearse = new RehearseCommand(
                Map.of(),
                landscape -> {
                    throw CommandFailure.failed("no sandbox in this test");
                },
                followers);
        CommandLine line = Main.commandLine(connections, followers, rehearse);
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
