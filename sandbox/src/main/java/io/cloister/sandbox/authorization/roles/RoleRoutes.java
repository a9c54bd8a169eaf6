// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.StreamSupport;

/** What is asked of a scope: the caller's permissions, and the role and deny assignments that hold there. */
public final class RoleRoutes implements Route {

    private static final Pattern PRINCIPAL =
            Pattern.compile("(?:principalId eq|assignedTo\\()\\s*'([^']+)'", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final AccessControl access;

    public RoleRoutes(Store store, AccessControl access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id ->
                        call.is("GET") && id.isTopLevel() && id.namespace().equalsIgnoreCase("Microsoft.Authorization"))
                .flatMap(id -> id.isCollection() ? list(call, id) : one(id));
    }

    /** Deny assignments are made by Azure's own services alone, of which none is here. */
    private Optional<Reply> list(Call call, ResourceId id) {
        return switch (id.lastType().toLowerCase(Locale.ROOT)) {
            case "permissions" -> Optional.of(permissions(call, id));
            case "roleassignments" -> Optional.of(assignments(call, id));
            case "denyassignments" -> Optional.of(Reply.list(List.of()));
            default -> Optional.empty();
        };
    }

    private static Optional<Reply> one(ResourceId id) {
        if (id.lastType().equalsIgnoreCase("denyAssignments")) {
            throw new ArmError(
                    404, "DenyAssignmentNotFound", "The deny assignment with ID '" + id.name() + "' is not found.");
        }
        return Optional.empty();
    }

    private Reply permissions(Call call, ResourceId id) {
        List<JsonNode> permissions = access.roles(call.caller().objectId(), id.scope()).stream()
                .flatMap(role -> StreamSupport.stream(role.permissions().spliterator(), false))
                .toList();
        return Reply.list(permissions);
    }

    /** Those at the scope and above; without {@code atScope()} those below it too. */
    private Reply assignments(Call call, ResourceId collection) {
        boolean below = !call.filter().toLowerCase(Locale.ROOT).contains("atscope()");
        Matcher principal = PRINCIPAL.matcher(call.filter());
        Optional<String> wanted = principal.find() ? Optional.of(principal.group(1)) : Optional.empty();
        List<ObjectNode> found = store.ofType(RoleAssignments.TYPE).stream()
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
