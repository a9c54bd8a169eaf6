// SPDX-License-Identifier: Apache-2.0
package io.cloister.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailuresTest {

    @Test
    void whatWasGivenUpIsSaidInASentenceOfItsOwn() {
        assertThat(givenUp("Vault denies these credentials"))
                .isEqualTo("Vault denies these credentials. Cloister has given up after 1 min.");
    }

    @Test
    void aSentenceThatHasItsEndGetsNoOther() {
        assertThat(givenUp("Azure has had too many requests: it is tried again."))
                .isEqualTo("Azure has had too many requests: it was tried again. Cloister has given up after 1 min.");
        assertThat(givenUp("Vault does not answer: is it sealed?"))
                .isEqualTo("Vault does not answer: is it sealed? Cloister has given up after 1 min.");
    }

    @Test
    void whatWasNotGivenUpIsSaidAsItIs() {
        ApplicationFailure refused = ApplicationFailure.newNonRetryableFailure("Vault denies it", "vault.denied");

        assertThat(Failures.of("vault", refused, Duration.ofMinutes(1)).message())
                .isEqualTo("Vault denies it");
    }

    private static String givenUp(String message) {
        ActivityFailure failure = new ActivityFailure(
                "activity failed",
                1,
                2,
                "Preflight",
                "1",
                RetryState.RETRY_STATE_TIMEOUT,
                "worker",
                ApplicationFailure.newFailure(message, "test"));
        return Failures.of("vault", failure, Duration.ofMinutes(1)).message();
    }
}
