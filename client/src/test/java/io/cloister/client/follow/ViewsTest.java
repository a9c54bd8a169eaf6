// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import static io.cloister.client.follow.Seen.NOW;
import static io.cloister.client.follow.Seen.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private final StringWriter out = new StringWriter();

    @Test
    void saysWhatRunsWhatIsDoneAndWhatWaitsForWhat() {
        ProgressView view = Views.of(new PrintWriter(out), false);

        view.show(
                Phase.PROVISIONING,
                List.of(
                        step("identity", State.DONE),
                        step("network", State.RUNNING),
                        step("scale-set", State.WAITING, "identity", "network")),
                NOW);

        assertThat(out.toString().lines().map(String::strip))
                .containsExactly(
                        "0.0 s  provisioning",
                        "0.0 s    identity                         done in 2.0 s",
                        "0.0 s    network                          begins",
                        "0.0 s    scale-set                        waits for network");
    }

    @Test
    void saysThatTheClusterIsReadyAfterItsLastStep() {
        ProgressView view = Views.of(new PrintWriter(out), false);

        view.show(Phase.READY, List.of(step("verify-private", State.DONE)), NOW);

        assertThat(out.toString()).containsSubsequence("verify-private", "ready");
    }

    @Test
    void saysNothingTwiceWhereNobodyLooksAtATerminal() {
        ProgressView view = Views.of(new PrintWriter(out), false);

        view.show(Phase.PROVISIONING, List.of(step("network", State.RUNNING)), NOW);
        view.show(Phase.PROVISIONING, List.of(step("network", State.RUNNING)), NOW.plusSeconds(1));

        assertThat(out.toString().lines()).hasSize(2);
    }

    @Test
    void drawsTheLiveBlockAnewOnATerminalAndLeavesWhatIsDone() {
        ProgressView view = Views.of(new PrintWriter(out), true);

        view.show(Phase.PROVISIONING, List.of(step("network", State.RUNNING)), NOW);
        view.show(Phase.PROVISIONING, List.of(step("network", State.DONE)), NOW);
        view.end();

        assertThat(out.toString()).contains("\u001b[2A\u001b[J  network                          done in 2.0 s");
        assertThat(out.toString()).endsWith("\u001b[1A\u001b[J");
    }
}
