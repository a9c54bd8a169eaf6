// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.roles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.manager.Gate;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {scope}/providers/Microsoft.Authorization/roleDefinitions}. A role is the same at every scope: only the last
 * part of its id counts. Custom ones are kept at the subscription.
 */
public final class RoleDefinitions implements Route {

    private static final Pattern NAME = Pattern.compile("roleName eq '([^']+)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern KIND = Pattern.compile("type eq '([^']+)'", Pattern.CASE_INSENSITIVE);

    private static final Pattern ACTION =
            Pattern.compile("[\\w.]+(/[^/]+)*/(read|write|delete|action)", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final Gate gate;
    private final SandboxClock clock;
    private final Roles roles;

    /** @param gate asked before a custom role is written or deleted */
    public RoleDefinitions(Store store, Gate gate, SandboxClock clock) {
        this.store = store;
        this.gate = gate;
        this.clock = clock;
        this.roles = new Roles(store);
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> id.type().equalsIgnoreCase(Role.TYPE))
                .flatMap(id -> id.isCollection() ? list(call, id) : one(call, id));
    }

    private Optional<Reply> list(Call call, ResourceId id) {
        if (!call.is("GET")) {
            return Optional.empty();
        }
        Optional<String> name = group(NAME, call);
        Optional<String> kind = group(KIND, call);
        return Optional.of(Reply.list(roles.all()
                .filter(role -> name.filter(wanted -> !wanted.equalsIgnoreCase(role.name()))
                        .isEmpty())
                .filter(role -> kind.filter(wanted -> wanted.equalsIgnoreCase("BuiltInRole") != role.builtIn())
                        .isEmpty())
                .map(role -> role.definition(id.subscription()))
                .toList()));
    }

    private Optional<Reply> one(Call call, ResourceId id) {
        Optional<Role> found = roles.find(id.name());
        return switch (call.method()) {
            case "GET" ->
                Optional.of(found.map(role -> Reply.ok(role.definition(id.subscription())))
                        .orElseThrow(() -> missing(404, id.name())));
            case "PUT" -> Optional.of(put(call, id, found));
            case "DELETE" -> Optional.of(delete(call, id, found));
            default -> Optional.empty();
        };
    }

    private Reply put(Call call, ResourceId id, Optional<Role> found) {
        found.ifPresent(RoleDefinitions::refuseBuiltIn);
        JsonNode sent = call.json().path("properties");
        String name = sent.path("roleName").asText();
        if (name.isEmpty()) {
            throw ArmError.badRequest("RoleDefinitionNameNullOrEmpty", "The role definition's name is missing.");
        }
        if (sent.path("assignableScopes").isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRoleDefinitionAssignableScopes",
                    "The role definition needs at least one assignable scope.");
        }
        sent.path("permissions").forEach(permission -> {
            permission.path("actions").forEach(RoleDefinitions::refuseNoAction);
            permission.path("notActions").forEach(RoleDefinitions::refuseNoAction);
        });
        boolean taken = roles.all()
                .anyMatch(other ->
                        other.name().equalsIgnoreCase(name) && !other.id().equalsIgnoreCase(id.name()));
        if (taken) {
            throw ArmError.conflict(
                    "RoleDefinitionWithSameNameExists",
                    "A custom role with the same name '" + name + "' exists already.");
        }
        ResourceId kept = at(id);
        ObjectNode role = JsonNodeFactory.instance.objectNode();
        role.put("id", kept.toString()).put("name", id.name()).put("type", Role.TYPE);
        ObjectNode properties = role.putObject("properties");
        properties
                .put("roleName", name)
                .put("type", "CustomRole")
                .put("description", sent.path("description").asText());
        properties.set("assignableScopes", sent.path("assignableScopes").deepCopy());
        ArrayNode permissions = properties.putArray("permissions");
        sent.path("permissions").forEach(permission -> permissions.add(Role.permission(permission)));
        write(properties, store.get(kept), call);
        gate.admit(call, kept, role);
        store.put(kept, role);
        return Reply.of(201, Role.custom(role).definition(id.subscription()));
    }

    /**
     * What each provider can do is known to Azure alone, but all that any can is to read, write, delete or act.
     *
     * <p>Source of code and words: azure-docs, issue 102571.
     */
    private static void refuseNoAction(JsonNode action) {
        String name = action.asText();
        if (!name.contains("*") && !ACTION.matcher(name).matches()) {
            throw ArmError.badRequest(
                    "InvalidActionOrNotAction",
                    "'" + name + "' does not match any of the actions supported by the providers.");
        }
    }

    private void write(ObjectNode properties, Optional<ObjectNode> before, Call call) {
        String now = clock.now().toString();
        String caller = call.caller().objectId();
        properties.put("createdOn", now).put("createdBy", caller);
        before.map(old -> old.path("properties"))
                .filter(old -> old.has("createdOn"))
                .ifPresent(old -> properties
                        .put("createdOn", old.path("createdOn").asText())
                        .put("createdBy", old.path("createdBy").asText()));
        properties.put("updatedOn", now).put("updatedBy", caller);
    }

    private Reply delete(Call call, ResourceId id, Optional<Role> found) {
        if (found.isEmpty()) {
            return Reply.empty(204);
        }
        refuseBuiltIn(found.get());
        boolean used = store.ofType(RoleAssignments.TYPE).stream()
                .map(assignment -> assignment.at("/properties/roleDefinitionId").asText())
                .anyMatch(definition -> Role.idIn(definition)
                        .filter(found.get().id()::equalsIgnoreCase)
                        .isPresent());
        if (used) {
            throw ArmError.badRequest(
                    "RoleDefinitionHasAssignments",
                    "There are existing role assignments referencing role (code: RoleDefinitionHasAssignments)");
        }
        store.ofType(Role.TYPE).stream()
                .filter(role -> role.path("name").asText().equalsIgnoreCase(id.name()))
                .toList()
                .forEach(role -> {
                    ResourceId kept = ResourceId.of(role.path("id").asText());
                    gate.admitDeletion(call, kept, role);
                    store.remove(kept);
                });
        return Reply.ok(found.get().definition(id.subscription()));
    }

    private static ResourceId at(ResourceId id) {
        return new ResourceId(
                "/subscriptions/" + id.subscription(),
                "Microsoft.Authorization",
                List.of("roleDefinitions"),
                List.of(id.name()));
    }

    private static void refuseBuiltIn(Role role) {
        if (role.builtIn()) {
            throw new ArmError(
                    403,
                    "RoleDefinitionUpdateNotPermitted",
                    "The built-in role '" + role.name() + "' cannot be changed or deleted.");
        }
    }

    static ArmError missing(int status, String id) {
        return new ArmError(
                status,
                "RoleDefinitionDoesNotExist",
                "The specified role definition with ID '" + id.replace("-", "") + "' does not exist.");
    }

    private static Optional<String> group(Pattern pattern, Call call) {
        Matcher matcher = pattern.matcher(call.filter());
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
