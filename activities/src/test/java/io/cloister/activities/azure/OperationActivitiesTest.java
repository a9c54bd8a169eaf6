// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activity.Operation;
import io.cloister.activity.OperationActivities;
import io.cloister.temporal.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperationActivitiesTest {

    private static final String URL = "https://management.azure.com/operations/1";

    private final FakeArm azure = new FakeArm();
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void asksNothingWhereTheChangeIsComplete() {
        Operation complete = Operation.complete(Samples.network().resource().id(), "Microsoft.Network/x PUT", false);

        assertThatCode(() -> activities().awaitOperation(complete)).doesNotThrowAnyException();
        assertThat(azure.asked()).isEmpty();
    }

    @Test
    void endsWithTheOperation() {
        azure.on("GET", "/operations/1", 200, "{\"status\":\"Succeeded\"}");

        assertThatCode(() -> activities().awaitOperation(operation())).doesNotThrowAnyException();
    }

    @Test
    void passesAzuresReasonOnToTheWorkflow() {
        azure.on("GET", "/operations/1", 200, "{\"status\":\"Failed\",\"error\":{\"code\":\"X\",\"message\":\"no\"}}");

        ActivityFailure failure =
                catchThrowableOfType(ActivityFailure.class, () -> activities().awaitOperation(operation()));

        assertThat(failure.getCause()).isInstanceOfSatisfying(ApplicationFailure.class, cause -> {
            assertThat(cause.getType()).isEqualTo("azure.lro.failed");
            assertThat(cause.getOriginalMessage()).contains("X: no");
        });
    }

    private OperationActivities activities() {
        temporal.registerActivitiesImplementations(
                new OperationActivitiesImpl(azure.session().arm(), duration -> {}, Clock.systemUTC()));
        return temporal.newActivityStub(OperationActivities.class);
    }

    private static Operation operation() {
        return new Operation(
                Samples.network().resource().id(), "Microsoft.Network/virtualNetworks PUT", Optional.of(URL), false);
    }
}
