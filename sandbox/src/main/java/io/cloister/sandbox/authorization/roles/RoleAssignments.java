// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.Directory;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** A role given to a principal at a scope: one of each, under a name that the client makes up. */
public final class RoleAssignments implements ImmediateType {

    public static final String TYPE = "Microsoft.Authorization/roleAssignments";

    private static final String KINDS = "User, Group, ServicePrincipal, ForeignGroup, Device";

    private final Directory directory;
    private final SandboxClock clock;

    public RoleAssignments(Directory directory, SandboxClock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String role = properties.path("roleDefinitionId").asText();
        Roles roles = new Roles(write.store());
        if (roles.find(role).isEmpty()) {
            throw RoleDefinitions.missing(400, role.substring(role.lastIndexOf('/') + 1));
        }
        checkPrincipal(properties);
        write.before().ifPresent(old -> refuseOther(old.path("properties"), properties));
        String scope = write.id().scope();
        if (write.store().get(scope).isEmpty()) {
            throw new ArmError(
                    404, "ResourceNotFound", "The scope '" + scope + "' of the role assignment was not found.");
        }
        properties.put("scope", scope);
        String now = clock.now().toString();
        String created = write.before()
                .map(old -> old.at("/properties/createdOn").asText())
                .orElse(now);
        properties.put("createdOn", created).put("updatedOn", now);
        boolean exists = write.store().ofType(TYPE).stream()
                .filter(other ->
                        !other.path("name").asText().equalsIgnoreCase(write.id().name()))
                .anyMatch(other -> isSame(other.path("properties"), properties, scope));
        if (exists) {
            throw ArmError.conflict("RoleAssignmentExists", "The role assignment already exists.");
        }
    }

    /** With its type given, Azure does not look for it where it may not be found yet. */
    private void checkPrincipal(ObjectNode properties) {
        String principal = properties.path("principalId").asText();
        boolean typed = properties.has("principalType");
        if (typed
                && !List.of(KINDS.split(", "))
                        .contains(properties.path("principalType").asText())) {
            throw ArmError.badRequest(
                    "InvalidPrincipalType",
                    "The principal type '" + properties.path("principalType").asText() + "' is none of " + KINDS + ".");
        }
        if (!directory.has(principal) || !typed && !directory.finds(principal)) {
            throw ArmError.badRequest(
                    "PrincipalNotFound",
                    "Principal " + principal.replace("-", "")
                            + " does not exist in the directory. Check that you have the correct principal ID. If you are"
                            + " creating this principal and then immediately assigning a role, this error might be"
                            + " related to a replication delay. In this case, set the role assignment principalType"
                            + " property to a value, such as ServicePrincipal, User, or Group. See"
                            + " https://aka.ms/docs-principaltype");
        }
        if (!typed) {
            properties.put("principalType", "ServicePrincipal");
        }
    }

    private static void refuseOther(JsonNode old, JsonNode now) {
        if (!isSame(old, now, old.path("scope").asText())) {
            throw ArmError.conflict(
                    "RoleAssignmentUpdateNotPermitted",
                    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        }
    }

    private static boolean isSame(JsonNode one, JsonNode other, String scope) {
        return Role.idIn(one.path("roleDefinitionId").asText())
                        .equals(Role.idIn(other.path("roleDefinitionId").asText()))
                && one.path("principalId")
                        .asText()
                        .equalsIgnoreCase(other.path("principalId").asText())
                && one.path("scope").asText().equalsIgnoreCase(scope);
    }
}
