// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.front.Wellformed;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.authorization.PolicyRoutes;
import io.cloister.sandbox.authorization.PolicyTypes;
import io.cloister.sandbox.authorization.compliance.PolicyStates;
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
import io.cloister.sandbox.deployment.Azure;
import io.cloister.sandbox.deployment.DeploymentRoutes;
import io.cloister.sandbox.deployment.Deployments;
import io.cloister.sandbox.graph.Applications;
import io.cloister.sandbox.graph.GraphRoutes;
import io.cloister.sandbox.graph.ServicePrincipals;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.identity.AssociatedResources;
import io.cloister.sandbox.identity.Directory;
import io.cloister.sandbox.identity.FederatedCredentials;
import io.cloister.sandbox.identity.SystemIdentities;
import io.cloister.sandbox.identity.UserAssignedIdentities;
import io.cloister.sandbox.insights.InsightRoutes;
import io.cloister.sandbox.insights.Remediations;
import io.cloister.sandbox.manager.Deletes;
import io.cloister.sandbox.manager.InventoryRoutes;
import io.cloister.sandbox.manager.ResourceRoutes;
import io.cloister.sandbox.manager.ResourceTypes;
import io.cloister.sandbox.manager.Times;
import io.cloister.sandbox.manager.Writes;
import io.cloister.sandbox.manager.place.ManagementGroups;
import io.cloister.sandbox.manager.place.ResourceGroups;
import io.cloister.sandbox.manager.place.Subscriptions;
import io.cloister.sandbox.network.NetworkRoutes;
import io.cloister.sandbox.network.NetworkTypes;
import io.cloister.sandbox.network.egress.InstanceAddresses;
import io.cloister.sandbox.operation.Operation;
import io.cloister.sandbox.operation.OperationRoutes;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.subscription.FeatureRoutes;
import io.cloister.sandbox.subscription.GroupRoutes;
import io.cloister.sandbox.subscription.ProviderOperations;
import io.cloister.sandbox.subscription.ProviderRoutes;
import io.cloister.sandbox.subscription.Providers;
import io.cloister.sandbox.subscription.SubscriptionRoutes;
import io.cloister.sandbox.subscription.TagNameRoutes;
import io.cloister.sandbox.subscription.TagRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts the parts together: which types there are and which routes. */
final class Assembly {

    private final ArmSettings settings;
    private final ResourceTypes types;
    private final Store store;
    private final AccessControl access;
    private final Operations operations;
    private final Timers timers;
    private final LockCheck locks;
    private final Beginning beginning;
    private final Applications applications;
    private final GraphRoutes graph;
    private final List<Route> routes;

    Assembly(
            SandboxClock clock,
            OperationLog log,
            ArmSettings settings,
            Consumer<Change> changes,
            Consumer<Runnable> locked) {
        this.settings = settings;
        Times times = new Times(clock);
        this.timers = new Timers(clock, locked);
        Compute compute = new Compute(
                clock,
                Offer.typical(),
                settings.likeness().hasLimits() ? Quotas.typical() : Quotas.unlimited(),
                new AssignedIdentities(settings.tenantId(), clock),
                this::store,
                timers);
        this.types = new ResourceTypes(types(compute, clock));
        this.store = new Store(
                id -> types.find(id).filter(ResourceType::isInline).isPresent(), changes.andThen(times::note));
        this.locks = new LockCheck(store);
        this.access = new AccessControl(store, clock, settings.likeness().roleDelay());
        this.operations = new Operations(clock, log, locked);
        PolicyGate gate = new PolicyGate(store, clock);
        Writes writes =
                new Writes(store, types, operations, gate, settings.likeness().hasLimits());
        this.beginning = new Beginning(store, writes);
        this.applications = new Applications(store, clock);
        this.graph = new GraphRoutes(
                new ServicePrincipals(store, applications, settings.clientObjectId(), settings.clientId()),
                applications,
                settings.clientObjectId());
        this.routes = new ArrayList<>(List.of(new OperationRoutes(operations)));
        routes.addAll(compute.routes(operations));
        routes.addAll(clientRoutes(types, times, gate, clock, locked));
        routes.addAll(List.of(
                new RoleDefinitions(store, gate, clock),
                new RoleRoutes(store, access),
                new LockRoutes(store),
                new PolicyStates(store, gate, clock),
                new PolicyRoutes(store, gate),
                new InstanceAddresses(store),
                new InsightRoutes(store),
                new NetworkRoutes(store, types),
                new ResourceRoutes(store, types, writes, new Deletes(store, types, operations, gate))));
        beginning.seed(settings);
    }

    ObjectNode save() {
        ObjectNode saved = JsonNodeFactory.instance.objectNode();
        saved.set("resources", store.save());
        saved.set("operations", operations.save());
        saved.set("timers", timers.save());
        return saved;
    }

    void restore(JsonNode saved) {
        store.restore(saved.path("resources"));
        operations.restore(saved.path("operations"));
        timers.restore(saved.path("timers"));
    }

    List<Operation> running() {
        return operations.running();
    }

    Store store() {
        return store;
    }

    Applications applications() {
        return applications;
    }

    ResourceTypes types() {
        return types;
    }

    Operations operations() {
        return operations;
    }

    void seed(String id, ObjectNode resource) {
        beginning.seed(id, resource);
    }

    Reply answer(Call call) {
        Optional<Reply> fromGraph = graph.answer(call);
        if (fromGraph.isPresent()) {
            return fromGraph.get();
        }
        Wellformed.check(call, store);
        access.check(call);
        locks.check(call);
        return routes.stream()
                .map(route -> route.answer(call))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() ->
                        new ArmError(404, "NotFound", "There is nothing at '" + call.path() + "' in this Azure."));
    }

    /** What clients ask before, between and about the resources. */
    private List<Route> clientRoutes(
            ResourceTypes types, Times times, PolicyGate gate, SandboxClock clock, Consumer<Runnable> locked) {
        Providers providers = new Providers(types.names(), store);
        return List.of(
                new DeploymentRoutes(new Azure(
                        this::answer,
                        access::check,
                        gate,
                        id -> types.find(id).isPresent(),
                        store,
                        providers,
                        CloudMetadata::environment,
                        clock,
                        locked)),
                new SubscriptionRoutes(store, settings.tenantId()),
                new ProviderOperations(providers),
                new SystemIdentities(store),
                new FeatureRoutes(store),
                new ProviderRoutes(providers),
                new AssociatedResources(store),
                new InventoryRoutes(store, times),
                new GroupRoutes(store, types),
                new TagNameRoutes(store),
                new TagRoutes(store, gate));
    }

    private List<ResourceType> types(Compute compute, SandboxClock clock) {
        List<ResourceType> types = new ArrayList<>();
        types.add(new Subscriptions());
        types.add(new ResourceGroups());
        types.add(new ManagementGroups());
        types.add(new Deployments());
        types.addAll(NetworkTypes.all());
        types.addAll(compute.types());
        types.add(new UserAssignedIdentities(settings.tenantId(), clock));
        types.add(new FederatedCredentials());
        types.add(new RoleAssignments(new Directory(this::store, clock, settings.clientObjectId()), clock));
        types.add(new ManagementLocks());
        types.addAll(PolicyTypes.all());
        types.add(new Remediations(clock));
        return types;
    }
}
