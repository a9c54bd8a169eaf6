// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.client.CommandFailure;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import io.cloister.preflight.PreflightReport;
import io.cloister.preflight.PreflightReport.Check;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final StringWriter out = new StringWriter();
    private final Follower follower =
            new Follower(Views.of(new PrintWriter(out, true), false), Clock.systemUTC(), () -> {});

    @Test
    void followsUntilTheClusterIsReady() {
        Followed followed = follower.untilCreated(new Answers(Phase.PLANNING, Phase.PROVISIONING, Phase.READY));

        assertThat(followed.progress().phase()).isEqualTo(Phase.READY);
        assertThat(out.toString()).containsSubsequence("planning", "provisioning", "ready");
    }

    @Test
    void passesOverTheStateFromBeforeTheDeletion() {
        Followed followed = follower.untilDeleted(
                new Answers(Phase.UNDO_INCOMPLETE, Phase.DELETING, Phase.UNDO_INCOMPLETE, Phase.DELETED));

        assertThat(followed.progress().phase()).isEqualTo(Phase.UNDO_INCOMPLETE);
        assertThat(out.toString()).contains("deleting");
    }

    @Test
    void saysOnceThatNoWorkerAnswers() {
        follower.untilCreated(new Answers(null, null, null, Phase.READY));

        assertThat(out.toString().lines().filter(line -> line.contains("no worker answers")))
                .hasSize(1);
    }

    @Test
    void goesOnWhereTemporalIsAwayForAWhile() {
        Phase[] provisioning = new Phase[100];
        Arrays.fill(provisioning, Phase.PROVISIONING);
        provisioning[99] = Phase.READY;
        Answers answers = new Answers(provisioning);
        answers.closedAnswers = false;

        assertThat(follower.untilCreated(answers).progress().phase()).isEqualTo(Phase.READY);
        assertThat(out.toString()).contains("Temporal does not answer");
    }

    @Test
    void saysOnceWhatPreflightWarnsOf() {
        Answers answers = new Answers(Phase.PROVISIONING, Phase.PROVISIONING, Phase.READY);
        answers.preflight = Optional.of(new PreflightReport(
                List.of(Check.warning("policy", "No policy denies public IPs"), Check.passed("rights", "all there"))));

        follower.untilCreated(answers);

        assertThat(out.toString().lines().filter(line -> line.startsWith("warning: ")))
                .containsExactly("warning: No policy denies public IPs");
    }

    @Test
    void endsWhereTheWorkflowWasTerminated() {
        Answers terminated = new Answers(Phase.PROVISIONING);
        terminated.closed = Optional.of("TERMINATED");

        assertThatThrownBy(() -> follower.untilCreated(terminated))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("ended from outside (TERMINATED)");
    }

    /** Answers with one phase after the other, the last one for ever; null: no worker answers. */
    private static final class Answers implements ProgressSource {

        private final Deque<Optional<Phase>> phases = new ArrayDeque<>();
        private Optional<String> closed = Optional.empty();
        private Optional<PreflightReport> preflight = Optional.empty();
        private boolean closedAnswers = true;

        private Answers(Phase... phases) {
            for (Phase phase : phases) {
                this.phases.add(Optional.ofNullable(phase));
            }
        }

        @Override
        public ClusterProgress progress() {
            Optional<Phase> phase = phases.size() > 1 ? phases.remove() : phases.element();
            return Seen.in(
                    phase.orElseThrow(() -> new NoAnswer("no worker answers", new IllegalStateException("no poller"))),
                    preflight);
        }

        @Override
        public List<StepProgress> steps(String executionWorkflowId) {
            return List.of();
        }

        @Override
        public Optional<String> closed() {
            if (!closedAnswers) {
                throw new NoAnswer("Temporal does not answer", new IllegalStateException("down"));
            }
            return closed;
        }
    }
}
