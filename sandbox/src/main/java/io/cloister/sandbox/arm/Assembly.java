// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.AccessControl;
import io.cloister.sandbox.authorization.AuthorizationRoutes;
import io.cloister.sandbox.authorization.BuiltInPolicies;
import io.cloister.sandbox.authorization.PolicyAssignments;
import io.cloister.sandbox.authorization.PolicyDefinitions;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.authorization.RoleAssignments;
import io.cloister.sandbox.compute.CatalogRoutes;
import io.cloister.sandbox.compute.ComputeTypes;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ResourceView.Change;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.UserAssignedIdentities;
import io.cloister.sandbox.manager.Deletes;
import io.cloister.sandbox.manager.InventoryRoutes;
import io.cloister.sandbox.manager.ResourceGroups;
import io.cloister.sandbox.manager.ResourceRoutes;
import io.cloister.sandbox.manager.ResourceTypes;
import io.cloister.sandbox.manager.Subscriptions;
import io.cloister.sandbox.manager.Writes;
import io.cloister.sandbox.network.NetworkTypes;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.OperationRoutes;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts the parts together: which types there are, which routes, and what exists from the start. */
final class Assembly {

    private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    private final ArmSettings settings;
    private final ResourceTypes types;
    private final Store store;
    private final AccessControl access;
    private final Operations operations;
    private final Writes writes;
    private final List<Route> routes;

    Assembly(
            SandboxClock clock,
            OperationLog log,
            ArmSettings settings,
            Consumer<Change> changes,
            Consumer<Runnable> locked) {
        this.settings = settings;
        this.types = new ResourceTypes(types(clock));
        this.store =
                new Store(id -> types.find(id).filter(ResourceType::isInline).isPresent(), changes);
        this.access = new AccessControl(store);
        this.operations = new Operations(clock, log, locked);
        PolicyGate gate = new PolicyGate(store);
        this.writes = new Writes(store, types, operations, gate);
        this.routes = List.of(
                new OperationRoutes(operations),
                new CatalogRoutes(store),
                new InventoryRoutes(store),
                new AuthorizationRoutes(store, access, gate),
                new ResourceRoutes(store, types, writes, new Deletes(store, types, operations)));
        seedBeginning();
    }

    ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        saved.set("resources", store.save());
        saved.set("operations", operations.save());
        return saved;
    }

    void restore(JsonNode saved) {
        store.restore(saved.path("resources"));
        operations.restore(saved.path("operations"));
    }

    List<Operation> running() {
        return operations.running();
    }

    Store store() {
        return store;
    }

    ResourceTypes types() {
        return types;
    }

    Operations operations() {
        return operations;
    }

    void seed(String id, ObjectNode resource) {
        writes.seed(id, resource);
    }

    Reply answer(Call call) {
        Wellformed.check(call, store);
        access.check(call);
        return routes.stream()
                .map(route -> route.answer(call))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new ArmError(404, "NotFound", "There is nothing at '" + call.path() + "' in this Azure."));
    }

    private List<ResourceType> types(SandboxClock clock) {
        List<ResourceType> types = new ArrayList<>();
        types.add(new Subscriptions());
        types.add(new ResourceGroups());
        types.addAll(NetworkTypes.all());
        types.addAll(ComputeTypes.all(clock));
        types.add(new UserAssignedIdentities(settings.tenantId()));
        types.add(new RoleAssignments(this::isPrincipal));
        types.add(PolicyDefinitions.single());
        types.add(PolicyDefinitions.sets());
        types.add(new PolicyAssignments());
        return types;
    }

    private boolean isPrincipal(String objectId) {
        return objectId.equalsIgnoreCase(settings.clientObjectId())
                || store.ofType(UserAssignedIdentities.TYPE).stream()
                        .anyMatch(identity -> identity.path("properties")
                                .path("principalId")
                                .asText()
                                .equalsIgnoreCase(objectId));
    }

    private void seedBeginning() {
        String subscription = "/subscriptions/" + settings.subscriptionId();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("subscriptionId", settings.subscriptionId())
                .put("tenantId", settings.tenantId())
                .put("displayName", "Sandbox")
                .put("state", "Enabled");
        seed(subscription, body);
        ObjectNode owner = JsonNodeFactory.instance.objectNode();
        owner.putObject("properties")
                .put("roleDefinitionId", subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + OWNER)
                .put("principalId", settings.clientObjectId())
                .put("principalType", "ServicePrincipal");
        UUID name = UUID.nameUUIDFromBytes(settings.clientObjectId().getBytes(StandardCharsets.UTF_8));
        seed(subscription + "/providers/Microsoft.Authorization/roleAssignments/" + name, owner);
        BuiltInPolicies.forEach((id, definition) -> {
            ResourceId definitionId = ResourceId.of(id);
            definition.put("id", id).put("type", definitionId.type());
            store.put(definitionId, definition);
        });
    }
}
