// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activity.Operation;
import io.cloister.plan.ResourceId;
import io.cloister.temporal.FailureDetail;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationPollingTest {

    private static final String URL = "https://management.azure.com/operations/1";
    private static final String RUNNING = "{\"status\":\"InProgress\"}";
    private static final ResourceId NETWORK = Samples.id("Microsoft.Network/virtualNetworks", "demo");

    private final FakeArm azure = new FakeArm();
    private final List<Duration> pauses = new ArrayList<>();
    private final PausedClock clock = new PausedClock();
    private int heartbeats;

    @Test
    void waitsAsLongAsAzureSaysUntilTheOperationHasSucceeded() {
        azure.on("GET", "/operations/1", 200, RUNNING, "x-ms-retry-after-ms", "250")
                .on("GET", "/operations/1", 200, RUNNING, "Retry-After", "600")
                .on("GET", "/operations/1", 200, "{\"status\":\"Succeeded\"}");

        await(creation(URL));

        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofSeconds(10));
        assertThat(heartbeats).isGreaterThan(2);
    }

    @Test
    void yieldsBenignlyAfterAboutAMinute() {
        azure.on("GET", "/operations/1", 200, RUNNING);

        ApplicationFailure failure = failureOf(creation(URL));

        assertThat(failure.getType()).isEqualTo("azure.lro.running");
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(clock.passed()).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(55));
    }

    @Test
    void saysAzuresReasonWhenTheOperationFails() {
        azure.on("GET", "/operations/1", 200, failed("InternalServerError", "the fabric is out of order"));

        ApplicationFailure failure = failureOf(creation(URL));

        assertThat(failure.getType()).isEqualTo("azure.lro.failed");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage()).contains("the fabric is out of order", NETWORK.value());
    }

    @Test
    void tellsWantOfCapacityAndOfQuotaFromOtherFailures() {
        azure.on("GET", "/operations/1", 200, failed("ZonalAllocationFailed", "no room"));
        assertThat(failureOf(creation(URL)).getType()).isEqualTo("azure.capacity");

        FakeArm other = new FakeArm()
                .on("GET", "/operations/1", 200, failed("OperationNotAllowed", "exceeding approved Cores quota"));
        assertThat(failureOf(other, creation(URL)).getType()).isEqualTo("azure.quota.exceeded");
    }

    /** To await it again would find the same end: whoever has begun it begins again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RetryableError",
                "OperationPreempted",
                "CanceledAndSupersededDueToAnotherOperation",
                "InUseNetworkSecurityGroupCannotBeDeleted"
            })
    void tellsAnOperationThatLostAConflictFromOneThatCannotSucceed(String code) {
        azure.on("GET", "/operations/1", 200, failed(code, "somebody else was faster"));

        ApplicationFailure failure = failureOf(creation(URL));

        assertThat(failure.getType()).isEqualTo("azure.conflict.retryable");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getDetails().get(FailureDetail.class).httpStatus()).isZero();
        assertThat(failure.getOriginalMessage())
                .contains("somebody else was faster")
                .doesNotContain("tried again");
    }

    @Test
    void asksTheResourceWhenAzureHasForgottenTheOperation() {
        azure.on("GET", NETWORK.value(), 200, "{\"properties\":{\"provisioningState\":\"Updating\"}}")
                .on("GET", NETWORK.value(), 200, "{\"properties\":{\"provisioningState\":\"Succeeded\"}}");

        await(creation(URL));

        assertThat(pauses).hasSize(1);
    }

    @Test
    void aDeletionHasEndedWhenTheResourceIsGone() {
        azure.on("GET", NETWORK.value(), 200, "{\"properties\":{\"provisioningState\":\"Deleting\"}}")
                .on("GET", NETWORK.value(), 404, "");

        await(deletion(NETWORK.value()));

        assertThat(pauses).hasSize(1);
    }

    @Test
    void aLocationIsDoneOnceItNoLongerAnswers202() {
        azure.on("GET", "/operations/1", 202, "").on("GET", "/operations/1", 204, "");

        assertThatCode(() -> await(deletion(URL))).doesNotThrowAnyException();
    }

    @Test
    void isToldToTryAgainWhenAzureThrottlesTheQuestion() {
        azure.on("GET", "/operations/1", 429, "{\"error\":{\"code\":\"TooManyRequests\"}}", "Retry-After", "7");

        ApplicationFailure failure = failureOf(creation(URL));

        assertThat(failure.getType()).isEqualTo("azure.throttled");
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void keepsAzuresCodeInTheDetails() {
        azure.on("GET", "/operations/1", 200, failed("NicInUse", "busy"));

        FailureDetail detail = failureOf(creation(URL)).getDetails().get(FailureDetail.class);

        assertThat(detail.code()).isEqualTo("NicInUse");
        assertThat(detail.resource()).isEqualTo(NETWORK.value());
    }

    @Test
    void letsACancelledHeartbeatPass() {
        OperationPolling polling = new OperationPolling(azure.session().arm(), pauses::add, clock, () -> {
            throw new IllegalStateException("cancelled");
        });

        assertThatThrownBy(() -> polling.untilEnd(creation(URL), URL)).hasMessage("cancelled");
        assertThat(azure.asked()).isEmpty();
    }

    @Test
    void yieldsWhenItIsInterrupted() {
        azure.on("GET", "/operations/1", 200, RUNNING);
        Pause interrupted = duration -> Thread.currentThread().interrupt();
        OperationPolling polling = new OperationPolling(azure.session().arm(), interrupted, clock, () -> {});

        ApplicationFailure failure =
                catchThrowableOfType(ApplicationFailure.class, () -> polling.untilEnd(creation(URL), URL));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.getType()).isEqualTo("azure.lro.running");
    }

    private void await(Operation operation) {
        await(azure, operation);
    }

    private void await(FakeArm arm, Operation operation) {
        Pause pause = duration -> {
            pauses.add(duration);
            clock.advance(duration);
        };
        new OperationPolling(arm.session().arm(), pause, clock, () -> heartbeats++)
                .untilEnd(operation, operation.pollUrl().orElseThrow());
    }

    private ApplicationFailure failureOf(Operation operation) {
        return failureOf(azure, operation);
    }

    private ApplicationFailure failureOf(FakeArm arm, Operation operation) {
        return catchThrowableOfType(ApplicationFailure.class, () -> await(arm, operation));
    }

    private static Operation creation(String url) {
        return new Operation(NETWORK, "Microsoft.Network/virtualNetworks PUT", Optional.of(url), false);
    }

    private static Operation deletion(String url) {
        return new Operation(NETWORK, "Microsoft.Network/virtualNetworks DELETE", Optional.of(url), true);
    }

    private static String failed(String code, String message) {
        return "{\"status\":\"Failed\",\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}
