// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BudgetTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Budget budget = new Budget(100);

    @Test
    void whoWouldExceedItIsRefusedWhenItsPatienceEnds() throws InterruptedException {
        assertThat(budget.take(60, Duration.ZERO)).isTrue();
        assertThat(budget.take(41, Duration.ZERO)).isFalse();
        assertThat(budget.take(40, Duration.ZERO)).isTrue();
    }

    @Test
    void whoWouldExceedItWaitsUntilThereIsRoom() throws Exception {
        budget.take(60, Duration.ZERO);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return budget.take(60, LONG);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        budget.give(60);

        assertThat(waiting.get()).isTrue();
        assertThat(budget.take(60, Duration.ZERO)).isFalse();
    }

    @Test
    void whatIsLargerThanAllOfItIsTakenAlone() throws InterruptedException {
        assertThat(budget.take(500, Duration.ZERO)).isTrue();
        assertThat(budget.take(1, Duration.ZERO)).isFalse();
    }

    @Test
    void whatIsThereAlreadyCountsForTheNext() throws InterruptedException {
        budget.overdraw(101);
        assertThat(budget.take(0, Duration.ZERO)).isFalse();

        budget.give(1);
        assertThat(budget.take(0, Duration.ZERO)).isTrue();
    }
}
