// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets a caller do what a role assignment at the resource, or above it, permits. */
public final class AccessControl {

    private final Store store;
    private final Roles roles;
    private final SandboxClock clock;
    private final Duration delay;

    /** @param delay how long a new assignment takes to have effect; zero for at once */
    public AccessControl(Store store, SandboxClock clock, Duration delay) {
        this.store = store;
        this.roles = new Roles(store);
        this.clock = clock;
        this.delay = delay;
    }

    /** In lower case. The only subscription is below each of them. */
    private static final Pattern MANAGEMENT_GROUP =
            Pattern.compile("/providers/microsoft\\.management/managementgroups/[^/]+");

    public void check(Call call) {
        String action = action(call);
        String principal = call.caller().objectId();
        boolean ofManagementGroup =
                MANAGEMENT_GROUP.matcher(call.path().toLowerCase(Locale.ROOT)).lookingAt();
        boolean open = call.path().toLowerCase(Locale.ROOT).startsWith("/providers/")
                        && (!ofManagementGroup || action.endsWith("/read"))
                || call.parts().size() < 2;
        String place = ofManagementGroup ? subscription() : call.path();
        if (!open && roles(principal, place).stream().noneMatch(role -> role.permits(action))) {
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
                .filter(this::hasEffect)
                .map(properties ->
                        roles.find(properties.path("roleDefinitionId").asText()))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private boolean hasEffect(JsonNode assignment) {
        String created = assignment.path("createdOn").asText();
        return delay.isZero()
                || created.isEmpty()
                || !clock.now().isBefore(Instant.parse(created).plus(clock.scaled(delay)));
    }

    /** Whether what holds at {@code scope} holds at {@code path}. */
    public static boolean covers(String scope, String path) {
        String above = ResourceId.key(scope);
        String below = ResourceId.key(path);
        return below.equals(above)
                || below.startsWith(above + "/")
                || MANAGEMENT_GROUP.matcher(above).matches() && below.startsWith("/subscriptions/");
    }

    /** Who owns it may set what is above it too: there is nobody else here who could. */
    private String subscription() {
        return store.ofType("Microsoft.Resources/subscriptions").stream()
                .map(subscription -> subscription.path("id").asText())
                .findFirst()
                .orElse("");
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
