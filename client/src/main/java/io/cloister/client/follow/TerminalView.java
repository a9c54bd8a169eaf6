// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import io.cloister.observe.StepProgress.State;
import io.cloister.plan.StepId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** On a terminal: what has ended stays above, and below it a block of what runs and waits is drawn anew. */
final class TerminalView implements ProgressView {

    private static final int WAITING_SHOWN = 6;
    private static final int WIDTH = 110;
    private static final Set<State> LIVE = EnumSet.of(State.WAITING, State.RUNNING, State.UNDOING);

    private final PrintWriter out;
    private final Map<StepId, State> settled = new HashMap<>();
    private int drawn;

    TerminalView(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void show(Phase phase, List<StepProgress> steps, Instant now) {
        erase();
        for (StepProgress step : steps) {
            if (!LIVE.contains(step.state()) && settled.put(step.id(), step.state()) != step.state()) {
                out.println(row(step, now));
            }
        }
        List<String> block = new ArrayList<>();
        long done = steps.stream().filter(step -> step.state() == State.DONE).count();
        block.add(phase.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (steps.isEmpty() ? "" : ": " + done + " of " + steps.size() + " steps done"));
        steps.stream()
                .filter(step -> step.state() == State.RUNNING || step.state() == State.UNDOING)
                .forEach(step -> block.add(row(step, now)));
        List<String> waiting = StepText.waiting(steps);
        waiting.stream().limit(WAITING_SHOWN).forEach(text -> block.add("  " + text));
        if (waiting.size() > WAITING_SHOWN) {
            block.add("  and " + (waiting.size() - WAITING_SHOWN) + " more wait");
        }
        // a wrapped line would be counted as one and never erased
        block.forEach(line -> out.println(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
        drawn = block.size();
        out.flush();
    }

    @Override
    public void note(String line) {
        erase();
        out.println(line);
        out.flush();
    }

    @Override
    public void end() {
        erase();
        out.flush();
    }

    private static String row(StepProgress step, Instant now) {
        return "  " + StepText.row(step.id()) + StepText.state(step, now);
    }

    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }
}
