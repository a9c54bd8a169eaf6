// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cloister.activities.azure.FakeArm;
import io.cloister.activities.azure.Samples;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.CreateManagedIdentity;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;

class IdentityActivitiesTest {

    private static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private static final ResourceId IDENTITY = Samples.id(TYPE, "demo-worker");
    private static final ResourceId GROUP = ResourceId.of("/subscriptions/sub/resourceGroups/rg");
    private static final ResourceId ASSIGNMENT =
            ResourceId.of(GROUP + "/providers/Microsoft.Authorization/roleAssignments/guid");
    private static final AssignRole STEP = new AssignRole(ASSIGNMENT, GROUP, "Reader", "role-guid", IDENTITY);

    private final FakeArm azure = new FakeArm()
            .on("GET", IDENTITY.value(), 200, "{" + Samples.OURS + ",\"properties\":{\"principalId\":\"principal\"}}");
    private final IdentityActivitiesImpl activities = new IdentityActivitiesImpl(azure.session());

    @Test
    void anIdentityIsThereAtOnce() {
        CreateManagedIdentity step = new CreateManagedIdentity(Samples.resource(TYPE, "new"));
        azure.on(
                "PUT",
                step.resource().id().value(),
                201,
                "{}",
                "Location",
                step.resource().id().value());

        assertThat(activities.createManagedIdentity(step).pollUrl()).isEmpty();
        assertThat(azure.body("PUT")).contains("plan-1");
    }

    @Test
    void assignsTheRoleToThePrincipalOfTheIdentity() {
        azure.on("PUT", ASSIGNMENT.value(), 201, "{}");

        assertThat(activities.assignRole(STEP).pollUrl()).isEmpty();
        assertThat(azure.body("PUT"))
                .contains("\"principalId\":\"principal\"", "\"principalType\":\"ServicePrincipal\"", "role-guid");
    }

    @Test
    void isContentWithAnAssignmentThatHasAnotherName() {
        azure.on("PUT", ASSIGNMENT.value(), 409, "{\"error\":{\"code\":\"RoleAssignmentExists\",\"message\":\"x\"}}");

        assertThat(activities.assignRole(STEP).pollUrl()).isEmpty();
    }

    @Test
    void comesBackForAPrincipalThatTheDirectoryDoesNotKnowYet() {
        azure.on("PUT", ASSIGNMENT.value(), 400, "{\"error\":{\"code\":\"PrincipalNotFound\",\"message\":\"x\"}}");

        ApplicationFailure failure = catchThrowableOfType(ApplicationFailure.class, () -> activities.assignRole(STEP));

        assertThat(failure.isNonRetryable()).isFalse();
    }

    @Test
    void removesTheAssignmentById() {
        azure.on("GET", ASSIGNMENT.value(), 200, "{}").on("DELETE", ASSIGNMENT.value(), 200, "{}");

        assertThat(activities.removeRoleAssignment(STEP).pollUrl()).isEmpty();
        assertThat(azure.writes()).containsExactly("DELETE " + ASSIGNMENT);
    }
}
