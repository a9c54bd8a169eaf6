// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.identity;

import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import io.cloister.plan.step.AssignRole;

/** The body of a role assignment. */
public final class RoleAssignmentParameters {

    private RoleAssignmentParameters() {}

    /** The principal's type is said, so that Azure does not look up in the directory what is too young to be found there. */
    public static RoleAssignmentCreateParameters of(AssignRole step, String principalId) {
        String subscription = step.scope().subscription();
        return new RoleAssignmentCreateParameters()
                .withRoleDefinitionId("/subscriptions/" + subscription
                        + "/providers/Microsoft.Authorization/roleDefinitions/" + step.roleDefinitionId())
                .withPrincipalId(principalId)
                .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL);
    }
}
