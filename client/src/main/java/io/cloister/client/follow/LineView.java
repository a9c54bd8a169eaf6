// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import io.cloister.observe.StepProgress.State;
import io.cloister.plan.StepId;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Append-only: a line for each change, and what waits for what once the first steps run and whenever it is quiet. */
final class LineView implements ProgressView {

    private static final Duration QUIET = Duration.ofSeconds(10);
    /** Told after the steps that led there. */
    private static final Set<Phase> ENDS = EnumSet.of(Phase.READY, Phase.FAILED, Phase.DELETED, Phase.UNDO_INCOMPLETE);

    private static final Set<State> TOLD = EnumSet.complementOf(EnumSet.of(State.WAITING, State.UNDOING));

    private final PrintWriter out;
    private final Map<StepId, State> told = new HashMap<>();
    private Phase phase;
    private Instant begin;
    private Instant lastLine;
    private boolean waitingTold;

    LineView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Phase now, List<StepProgress> steps, Instant at) {
        begin = Objects.requireNonNullElse(begin, at);
        lastLine = Objects.requireNonNullElse(lastLine, at);
        boolean other = now != phase;
        phase = now;
        if (other && !ENDS.contains(now)) {
            tell(now, at);
        }
        for (StepProgress step : steps) {
            State before = told.put(step.id(), step.state());
            if (before != step.state() && TOLD.contains(step.state())) {
                boolean begins = step.state() == State.RUNNING;
                line(at, "  " + StepText.row(step.id()) + (begins ? "begins" : StepText.state(step, at)));
            }
        }
        if (other && ENDS.contains(now)) {
            tell(now, at);
        }
        boolean running = steps.stream().anyMatch(step -> step.state() == State.RUNNING);
        if (running && (!waitingTold || Duration.between(lastLine, at).compareTo(QUIET) > 0)) {
            waitingTold = true;
            StepText.waiting(steps).forEach(waiting -> line(at, "  " + waiting));
        }
        out.flush();
    }

    @Override
    public void note(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }

    private void tell(Phase now, Instant at) {
        line(at, now.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private void line(Instant at, String text) {
        lastLine = at;
        out.println(String.format("%8s  ", StepText.seconds(Duration.between(begin, at))) + text);
    }
}
