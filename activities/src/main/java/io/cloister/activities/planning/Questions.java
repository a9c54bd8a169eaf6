// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.planning;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks many independent questions at once, as each is a round trip, and keeps their order in the answers. */
public final class Questions {

    /** Azure's bucket for such requests holds 250; this also leaves other clients of the subscription some air. */
    private static final int AT_ONCE = 8;

    private Questions() {}

    /** The first exception, in the order of the subjects, is thrown once all questions have ended. */
    public static <S, A> List<A> askAll(List<S> subjects, Function<S, A> question) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(AT_ONCE, subjects.size()), Questions::asker);
        try {
            List<CompletableFuture<A>> answers = subjects.stream()
                    .map(subject -> CompletableFuture.supplyAsync(() -> question.apply(subject), askers))
                    .toList();
            answers.forEach(answer -> answer.exceptionally(failed -> null).join());
            return answers.stream().map(Questions::answered).toList();
        } finally {
            askers.shutdownNow();
        }
    }

    private static <A> A answered(CompletableFuture<A> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static Thread asker(Runnable work) {
        Thread thread = new Thread(work, "preflight");
        thread.setDaemon(true);
        return thread;
    }
}
