// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.AuthorizationRoutes;
import io.cloister.sandbox.authorization.BuiltInPolicies;
import io.cloister.sandbox.authorization.PolicyAssignments;
import io.cloister.sandbox.authorization.PolicyDefinitions;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.authorization.locks.LockCheck;
import io.cloister.sandbox.authorization.locks.LockRoutes;
import io.cloister.sandbox.authorization.locks.ManagementLocks;
import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.authorization.roles.RoleAssignments;
import io.cloister.sandbox.authorization.roles.RoleDefinitions;
import io.cloister.sandbox.authorization.roles.RoleRoutes;
import io.cloister.sandbox.compute.Compute;
import io.cloister.sandbox.compute.catalog.Offer;
import io.cloister.sandbox.compute.catalog.Quotas;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.core.ResourceView.Change;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.identity.Directory;
import io.cloister.sandbox.identity.FederatedCredentials;
import io.cloister.sandbox.identity.UserAssignedIdentities;
import io.cloister.sandbox.manager.Deletes;
import io.cloister.sandbox.manager.InventoryRoutes;
import io.cloister.sandbox.manager.ResourceGroups;
import io.cloister.sandbox.manager.ResourceRoutes;
import io.cloister.sandbox.manager.ResourceTypes;
import io.cloister.sandbox.manager.Subscriptions;
import io.cloister.sandbox.manager.Writes;
import io.cloister.sandbox.network.NetworkTypes;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Puts the parts together: which types there are, which routes, and what exists from the start. */
final class Assembly {

    private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    private final ArmSettings settings;
    private final Store store;
    private final AccessControl access;
    private final LockCheck locks;
    private final Writes writes;
    private final List<Route> routes;

    Assembly(
            SandboxClock clock,
            OperationLog log,
            ArmSettings settings,
            Consumer<Change> changes,
            Consumer<Runnable> locked) {
        this.settings = settings;
        Compute compute = new Compute(
                clock,
                Offer.typical(),
                Quotas.typical(),
                new AssignedIdentities(settings.tenantId(), clock),
                this::store,
                (time, action) -> clock.after(time, () -> locked.accept(action)));
        ResourceTypes types = new ResourceTypes(types(compute, clock));
        this.store =
                new Store(id -> types.find(id).filter(ResourceType::isInline).isPresent(), changes);
        this.locks = new LockCheck(store);
        this.access = new AccessControl(store, clock, Duration.ZERO);
        Operations operations = new Operations(clock, log, locked);
        PolicyGate gate = new PolicyGate(store);
        this.writes = new Writes(store, types, operations, gate);
        this.routes = new ArrayList<>(List.of(new OperationRoutes(operations), new InventoryRoutes(store)));
        routes.addAll(compute.routes(operations));
        routes.addAll(List.of(
                new RoleDefinitions(store),
                new RoleRoutes(store, access),
                new LockRoutes(store),
                new AuthorizationRoutes(store, gate),
                new ResourceRoutes(store, types, writes, new Deletes(store, types, operations))));
        seedBeginning();
    }

    Store store() {
        return store;
    }

    void seed(String id, ObjectNode resource) {
        writes.seed(id, resource);
    }

    Reply answer(Call call) {
        if (call.apiVersion().isEmpty()) {
            throw ArmError.badRequest(
                    "MissingApiVersionParameter",
                    "The api-version query parameter (?api-version=) is required for all requests.");
        }
        access.check(call);
        locks.check(call);
        return routes.stream()
                .map(route -> route.answer(call))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new ArmError(404, "NotFound", "There is nothing at '" + call.path() + "' in this Azure."));
    }

    private List<ResourceType> types(Compute compute, SandboxClock clock) {
        List<ResourceType> types = new ArrayList<>();
        types.add(new Subscriptions());
        types.add(new ResourceGroups());
        types.addAll(NetworkTypes.all());
        types.addAll(compute.types());
        types.add(new UserAssignedIdentities(settings.tenantId(), clock));
        types.add(new FederatedCredentials());
        types.add(new RoleAssignments(new Directory(this::store, clock, settings.clientObjectId()), clock));
        types.add(new ManagementLocks());
        types.add(PolicyDefinitions.single());
        types.add(PolicyDefinitions.sets());
        types.add(new PolicyAssignments());
        return types;
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
