// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lets a caller do what a role assignment at the resource, or above it, permits. */
public final class AccessControl {

    private final Store store;

    public AccessControl(Store store) {
        this.store = store;
    }

    public void check(Call call) {
        String action = action(call);
        String principal = call.caller().objectId();
        boolean open = call.path().toLowerCase(Locale.ROOT).startsWith("/providers/")
                || call.parts().size() < 2;
        if (!open && roles(principal, call.path()).stream().noneMatch(role -> role.permits(action))) {
            throw new ArmError(
                    403,
                    "AuthorizationFailed",
                    "The client '" + principal + "' with object id '" + principal
                            + "' does not have authorization to perform action '" + action + "' over scope '"
                            + call.path()
                            + "' or the scope is invalid. If access was recently granted, please refresh your"
                            + " credentials.");
        }
    }

    List<Role> roles(String principal, String path) {
        return store.ofType(RoleAssignments.TYPE).stream()
                .map(assignment -> assignment.path("properties"))
                .filter(properties -> properties.path("principalId").asText().equalsIgnoreCase(principal))
                .filter(properties -> covers(properties.path("scope").asText(), path))
                .map(properties ->
                        Role.withId(properties.path("roleDefinitionId").asText()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    static boolean covers(String scope, String path) {
        String above = ResourceId.key(scope);
        String below = ResourceId.key(path);
        return below.equals(above) || below.startsWith(above + "/");
    }

    private static String action(Call call) {
        String verb = switch (call.method()) {
            case "GET", "HEAD" -> "read";
            case "DELETE" -> "delete";
            case "POST" -> "action";
            default -> "write";
        };
        return ResourceId.parse(call.path())
                .map(id -> id.isGroup()
                        ? "Microsoft.Resources/subscriptions/resourceGroups/" + verb
                        : id.type() + "/" + verb)
                .orElse("Microsoft.Resources/subscriptions/resources/" + verb);
    }
}
