// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of a scope: permissions, role definitions, and assignments of roles. */
public final class AuthorizationRoutes implements Route {

    private static final Pattern ROLE_NAME = Pattern.compile("roleName eq '([^']+)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRINCIPAL =
            Pattern.compile("(?:principalId eq|assignedTo\\()\\s*'([^']+)'", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final AccessControl access;

    public AuthorizationRoutes(Store store, AccessControl access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> id.isTopLevel()
                        && id.namespace().toLowerCase(Locale.ROOT).startsWith("microsoft."))
                .flatMap(id -> answer(call, id));
    }

    private Optional<Reply> answer(Call call, ResourceId id) {
        if (!call.is("GET") || !id.namespace().equalsIgnoreCase("Microsoft.Authorization")) {
            return Optional.empty();
        }
        return switch (id.lastType().toLowerCase(Locale.ROOT)) {
            case "permissions" -> Optional.of(permissions(call, id));
            case "roledefinitions" -> Optional.of(roleDefinitions(call, id));
            case "roleassignments" -> id.isCollection() ? Optional.of(assignments(call, id)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Reply permissions(Call call, ResourceId id) {
        return Reply.list(access.roles(call.caller().objectId(), id.scope()).stream()
                .map(Role::permission)
                .toList());
    }

    private static Reply roleDefinitions(Call call, ResourceId id) {
        if (!id.isCollection()) {
            return Role.withId("/" + id.name())
                    .map(role -> Reply.ok(role.definition(id.subscription())))
                    .orElseThrow(() -> new ArmError(
                            404,
                            "RoleDefinitionDoesNotExist",
                            "The specified role definition with ID '" + id.name() + "' does not exist."));
        }
        Matcher name = ROLE_NAME.matcher(call.filter());
        Optional<String> wanted = name.find() ? Optional.of(name.group(1)) : Optional.empty();
        return Reply.list(Role.ALL.stream()
                .filter(role -> wanted.filter(other -> !other.equalsIgnoreCase(role.name()))
                        .isEmpty())
                .map(role -> role.definition(id.subscription()))
                .toList());
    }

    /** Those at the scope and above; without {@code atScope()} those below it too. */
    private Reply assignments(Call call, ResourceId collection) {
        boolean below = !call.filter().toLowerCase(Locale.ROOT).contains("atscope()");
        Matcher principal = PRINCIPAL.matcher(call.filter());
        Optional<String> wanted = principal.find() ? Optional.of(principal.group(1)) : Optional.empty();
        List<ObjectNode> found = store.ofType(collection.type()).stream()
                .filter(one -> {
                    String scope = one.path("properties").path("scope").asText();
                    return AccessControl.covers(scope, collection.scope())
                            || below && AccessControl.covers(collection.scope(), scope);
                })
                .filter(one -> wanted.filter(id -> !id.equalsIgnoreCase(
                                one.path("properties").path("principalId").asText()))
                        .isEmpty())
                .toList();
        return Reply.list(found);
    }
}
