// SPDX-License-Identifier: Apache-2.0
package io.cloister.observe;

import io.cloister.observe.StepProgress.State;
import io.cloister.plan.Plan;
import io.cloister.plan.PlannedStep;
import io.cloister.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Where every step stands; the workflow's query and its details in the Temporal UI are both read off it. */
public final class Board {

    private final Map<StepId, StepProgress> steps = new LinkedHashMap<>();
    private final Supplier<Instant> clock;
    private final Consumer<String> details;

    /**
     * @param clock the workflow's own
     * @param details gets the table of all steps, in Temporal's Markdown, after each change
     */
    public Board(Plan plan, Supplier<Instant> clock, Consumer<String> details) {
        this.clock = clock;
        this.details = details;
        for (PlannedStep step : plan.steps()) {
            steps.put(
                    step.id(),
                    new StepProgress(
                            step.id(), State.WAITING, step.dependsOn(), Optional.empty(), Optional.empty(), ""));
        }
    }

    public void running(StepId id) {
        set(id, State.RUNNING, Optional.of(clock.get()), Optional.empty(), "");
    }

    public void done(StepId id) {
        ended(id, State.DONE, "");
    }

    public void failed(StepId id, String message) {
        ended(id, State.FAILED, message);
    }

    public void undoing(StepId id) {
        StepProgress step = steps.get(id);
        set(id, State.UNDOING, step.startedAt(), Optional.empty(), step.message());
    }

    public void undone(StepId id) {
        ended(id, State.UNDONE, steps.get(id).message());
    }

    public void leftBehind(StepId id, String why) {
        ended(id, State.LEFT_BEHIND, why);
    }

    public List<StepProgress> steps() {
        return List.copyOf(steps.values());
    }

    private String markdown() {
        StringBuilder table = new StringBuilder("| step | state | seconds |\n| --- | --- | --- |\n");
        for (StepProgress step : steps.values()) {
            String seconds = step.startedAt()
                    .flatMap(start -> step.endedAt().map(end -> Duration.between(start, end)))
                    .map(time -> String.valueOf(time.toSeconds()))
                    .orElse("");
            table.append("| ")
                    .append(step.id())
                    .append(" | ")
                    .append(step.state().name().toLowerCase(Locale.ROOT));
            table.append(" | ").append(seconds).append(" |\n");
        }
        return table.toString();
    }

    private void ended(StepId id, State state, String message) {
        set(id, state, steps.get(id).startedAt(), Optional.of(clock.get()), message);
    }

    private void set(StepId id, State state, Optional<Instant> startedAt, Optional<Instant> endedAt, String message) {
        steps.put(id, new StepProgress(id, state, steps.get(id).dependsOn(), startedAt, endedAt, message));
        details.accept(markdown());
    }
}
