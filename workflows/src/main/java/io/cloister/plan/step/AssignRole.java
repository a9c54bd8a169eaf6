// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;

/**
 * Gives a managed identity a built-in role at a scope. Idempotent: the assignment's name is a UUID made from plan, scope,
 * role and identity. Undo deletes that assignment, before its identity. Fails with
 * {@code azure.authorization.failed} where the worker may not assign roles; a fresh identity that the directory does not know yet
 * is retried.
 *
 * @param assignment resource id of the assignment
 * @param roleDefinitionId GUID of the built-in role
 */
public record AssignRole(
        ResourceId assignment, ResourceId scope, String roleName, String roleDefinitionId, ResourceId identity)
        implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.roleAssignment(this);
    }
}
