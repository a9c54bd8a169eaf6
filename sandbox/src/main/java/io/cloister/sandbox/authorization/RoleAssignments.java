// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;
import java.util.function.Predicate;

/** A role given to a principal at a scope: one of each, under a name that the client makes up. */
public final class RoleAssignments implements ImmediateType {

    public static final String TYPE = "Microsoft.Authorization/roleAssignments";

    private final Predicate<String> isPrincipal;

    /** @param isPrincipal whether an object id is one of the tenant's */
    public RoleAssignments(Predicate<String> isPrincipal) {
        this.isPrincipal = isPrincipal;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String role = properties.path("roleDefinitionId").asText();
        String principal = properties.path("principalId").asText();
        if (Role.withId(role).isEmpty()) {
            throw ArmError.badRequest(
                    "RoleDefinitionDoesNotExist",
                    "The specified role definition with ID '" + role + "' does not exist.");
        }
        if (!isPrincipal.test(principal)) {
            throw ArmError.badRequest(
                    "PrincipalNotFound",
                    "Principal " + principal.replace("-", "")
                            + " does not exist in the directory. Check that you have the correct principal ID. If you are"
                            + " creating this principal and then immediately assigning a role, this error might be"
                            + " related to a replication delay.");
        }
        String scope = write.id().scope();
        if (write.store().get(scope).isEmpty()) {
            throw new ArmError(
                    404, "ResourceNotFound", "The scope '" + scope + "' of the role assignment was not found.");
        }
        properties.put("scope", scope);
        boolean exists = write.store().ofType(TYPE).stream()
                .filter(other ->
                        !other.path("name").asText().equalsIgnoreCase(write.id().name()))
                .anyMatch(other -> isSame(other.path("properties"), properties));
        if (exists) {
            throw ArmError.conflict("RoleAssignmentExists", "The role assignment already exists.");
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return Role.withId(one.path("roleDefinitionId").asText())
                        .equals(Role.withId(other.path("roleDefinitionId").asText()))
                && one.path("principalId").equals(other.path("principalId"))
                && one.path("scope")
                        .asText()
                        .equalsIgnoreCase(other.path("scope").asText());
    }
}
