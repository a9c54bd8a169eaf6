// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.follow;

import io.cloister.client.CommandFailure;
import io.cloister.observe.ClusterProgress;
import io.cloister.observe.Phase;
import io.cloister.observe.StepProgress;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Asks for progress until the end, and shows it. */
public final class Follower {

    /** Between two questions. */
    @FunctionalInterface
    public interface Pause {
        void pause() throws InterruptedException;
    }

    private static final Set<Phase> ENDED = EnumSet.of(Phase.READY, Phase.FAILED, Phase.DELETED, Phase.UNDO_INCOMPLETE);
    private static final int QUESTIONS_PER_DESCRIBE = 20;

    private final ProgressView view;
    private final Clock clock;
    private final Pause pause;

    public Follower(ProgressView view, Clock clock, Pause pause) {
        this.view = view;
        this.clock = clock;
        this.pause = pause;
    }

    /** Until the cluster is ready or will not be. */
    public Followed untilCreated(ProgressSource source) {
        return follow(source, progress -> ENDED.contains(progress.phase()));
    }

    /** Until it is gone; an earlier end is passed over, since the deletion was only just asked for. */
    public Followed untilDeleted(ProgressSource source) {
        Instant patience = clock.instant().plusSeconds(5);
        boolean[] deleting = new boolean[1];
        return follow(source, progress -> {
            deleting[0] |= progress.phase() == Phase.DELETING;
            return progress.phase() == Phase.DELETED
                    || progress.phase() != Phase.READY
                            && ENDED.contains(progress.phase())
                            && (deleting[0] || clock.instant().isAfter(patience));
        });
    }

    private Followed follow(ProgressSource source, Predicate<ClusterProgress> ended) {
        Instant begin = clock.instant();
        String told = "";
        Set<String> warned = new HashSet<>();
        for (int question = 1; ; question++) {
            try {
                if (question % QUESTIONS_PER_DESCRIBE == 0) {
                    refuseAForeignEnd(source);
                }
                ClusterProgress progress = source.progress();
                List<StepProgress> steps =
                        progress.executionWorkflowId().map(source::steps).orElse(List.of());
                view.show(progress.phase(), steps, clock.instant());
                Warnings.of(progress).stream().filter(warned::add).forEach(view::note);
                told = "";
                if (ended.test(progress)) {
                    view.end();
                    return new Followed(progress, steps, begin, clock.instant());
                }
            } catch (ProgressSource.NoAnswer silent) {
                if (!told.equals(silent.getMessage())) {
                    told = silent.getMessage();
                    view.note(told);
                }
            }
            rest();
        }
    }

    private void refuseAForeignEnd(ProgressSource source) {
        Optional<String> closed = source.closed();
        if (closed.filter(status -> !status.equals("COMPLETED") && !status.equals("FAILED"))
                .isPresent()) {
            view.end();
            throw CommandFailure.failed("the cluster's workflow was ended from outside (" + closed.get()
                    + "): what it made is still there");
        }
    }

    private void rest() {
        try {
            pause.pause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted: the work goes on");
        }
    }
}
