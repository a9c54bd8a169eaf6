// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.observe.StepProgress;
import io.cloister.observe.StepProgress.State;
import io.cloister.plan.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The words of a view. */
final class StepText {

    private static final int SHOWN = 3;
    /** As wide as the longest id that Cloister itself gives; those of long node pools stand out. */
    private static final String ROW = "%-32s ";

    private StepText() {}

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
    }

    static String state(StepProgress step, Instant now) {
        String elapsed = step.startedAt()
                .map(start -> seconds(Duration.between(start, step.endedAt().orElse(now))))
                .orElse("");
        String why = step.message().isEmpty() ? "" : ": " + step.message();
        return switch (step.state()) {
            case WAITING -> "waits";
            case RUNNING -> "runs " + elapsed;
            case DONE -> "done in " + elapsed;
            case FAILED -> "FAILED after " + elapsed + why;
            case UNDOING -> "is being undone";
            case UNDONE -> "undone";
            case LEFT_BEHIND -> "LEFT BEHIND" + why;
        };
    }

    static String row(StepId id) {
        return String.format(ROW, id);
    }

    /** What waits, and for which unfinished steps. */
    static List<String> waiting(List<StepProgress> steps) {
        Set<StepId> done = steps.stream()
                .filter(step -> step.state() == State.DONE)
                .map(StepProgress::id)
                .collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> step.state() == State.WAITING)
                .map(step -> row(step.id()) + "waits for "
                        + few(step.dependsOn().stream()
                                .filter(id -> !done.contains(id))
                                .map(StepId::value)
                                .toList()))
                .toList();
    }

    private static String few(List<String> names) {
        if (names.isEmpty()) {
            return "its turn";
        }
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
