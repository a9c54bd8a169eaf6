// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import io.cloister.activities.azure.network.NetworkActivitiesImpl;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.temporal.FailureDetail;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureFailuresTest {

    private static final CreateVirtualNetwork STEP = Samples.network();

    @ParameterizedTest
    @CsvSource({
        "409, AnotherOperationInProgress, azure.conflict.retryable, true",
        "409, Conflict, azure.conflict.retryable, true",
        "429, RetryableErrorDueToAnotherOperation, azure.conflict.retryable, true",
        "400, InUseSubnetCannotBeDeleted, azure.conflict.retryable, true",
        "400, InUseNetworkSecurityGroupCannotBeDeleted, azure.conflict.retryable, true",
        "400, NicReservedForAnotherVm, azure.conflict.retryable, true",
        "400, PrincipalNotFound, azure.conflict.retryable, true",
        "429, TooManyRequests, azure.throttled, true",
        "503, ServerBusy, azure.unavailable, true",
        "500, InternalServerError, azure.unavailable, true",
        "403, AuthorizationFailed, azure.authorization.failed, false",
        "401, InvalidAuthenticationToken, azure.authentication.failed, false",
        "409, QuotaExceeded, azure.quota.exceeded, false",
        "409, SkuNotAvailable, azure.capacity, false",
        "409, OperationNotAllowed, azure.rejected, false",
        "400, InvalidParameter, azure.rejected, false"
    })
    void hasAStableTypeForEachKindOfRefusal(int status, String code, String type, boolean retryable) {
        ApplicationFailure failure = failureOf(status, error(code, "the reason"));

        assertThat(failure.getType()).isEqualTo(type);
        assertThat(failure.isNonRetryable()).isEqualTo(!retryable);
        assertThat(failure.getOriginalMessage()).contains(STEP.resource().id().value(), code, "the reason");
    }

    @ParameterizedTest
    @CsvSource({
        "409, SubnetHasServiceAssociationLink, azure.conflict.retryable, true",
        "400, InUseSubnetCannotBeDeleted, azure.conflict.retryable, true",
        "409, ScopeLocked, azure.rejected, false",
        "400, InvalidParameter, azure.rejected, false"
    })
    void triesADeletionAgainAfterAnyConflictButALock(int status, String code, String type, boolean retryable) {
        FakeArm azure = new FakeArm()
                .on("GET", path(), 200, "{" + Samples.OURS + "}")
                .on("DELETE", path(), status, error(code, "the reason"));

        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class, () -> new NetworkActivitiesImpl(azure.session()).deleteVirtualNetwork(STEP));

        assertThat(failure.getType()).isEqualTo(type);
        assertThat(failure.isNonRetryable()).isEqualTo(!retryable);
    }

    @Test
    void namesTheAssignmentThatDenies() {
        ApplicationFailure failure = failureOf(403, """
                {"error":{"code":"RequestDisallowedByPolicy","message":"Keep out, says the security team.",
                 "additionalInfo":[{"type":"PolicyViolation","info":{"policyAsssignmentId":"/assignments/deny",
                  "policyAssignmentDisplayName":"Deny networks","policyDefinitionDisplayName":"Not allowed types"}}]}}
                """);

        assertThat(failure.getType()).isEqualTo("azure.policy.denied");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getOriginalMessage())
                .contains("Keep out, says the security team", "Deny networks", "/assignments/deny");
        assertThat(failure.getDetails().get(FailureDetail.class).policyAssignment())
                .isEqualTo("/assignments/deny");
    }

    @Test
    void comesBackWhenAzureSays() {
        FakeArm azure = new FakeArm().on("PUT", path(), 429, error("TooManyRequests", "slow"), "Retry-After", "17");

        ApplicationFailure failure = failureOf(azure);

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(17));
    }

    @Test
    void isRetriedWhereAzureCannotBeReached() {
        ApplicationFailure failure = failureOf(0, "");

        assertThat(failure.getType()).isEqualTo("azure.unavailable");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage()).contains("could not be reached", "Connection refused");
    }

    @Test
    void passesNothingOnOfABodyThatIsNotAnError() {
        ApplicationFailure failure = failureOf(502, "<html>password=hush</html>");

        assertThat(failure.getType()).isEqualTo("azure.unavailable");
        assertThat(failure.getOriginalMessage()).doesNotContain("hush");
    }

    private static ApplicationFailure failureOf(int status, String body) {
        return failureOf(new FakeArm().on("PUT", path(), status, body));
    }

    private static ApplicationFailure failureOf(FakeArm azure) {
        return catchThrowableOfType(
                ApplicationFailure.class, () -> new NetworkActivitiesImpl(azure.session()).createVirtualNetwork(STEP));
    }

    private static String path() {
        return STEP.resource().id().value();
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}";
    }
}
