// SPDX-License-Identifier: Apache-2.0
package io.cloister.activity;

import io.cloister.plan.step.AssignRole;
import io.cloister.plan.step.CreateManagedIdentity;
import io.temporal.activity.ActivityInterface;

/** Managed identities and the roles they are given. */
@ActivityInterface
public interface IdentityActivities {
    Operation createManagedIdentity(CreateManagedIdentity step);

    Operation deleteManagedIdentity(CreateManagedIdentity step);

    Operation assignRole(AssignRole step);

    Operation removeRoleAssignment(AssignRole step);
}
