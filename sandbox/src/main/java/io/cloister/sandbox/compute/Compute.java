// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import io.cloister.sandbox.compute.catalog.ImageRoutes;
import io.cloister.sandbox.compute.catalog.Offer;
import io.cloister.sandbox.compute.catalog.Quotas;
import io.cloister.sandbox.compute.catalog.SizeRoutes;
import io.cloister.sandbox.compute.catalog.UsageRoutes;
import io.cloister.sandbox.compute.catalog.Usages;
import io.cloister.sandbox.compute.disk.Catalogued;
import io.cloister.sandbox.compute.disk.DiskAccess;
import io.cloister.sandbox.compute.disk.Disks;
import io.cloister.sandbox.compute.disk.Images;
import io.cloister.sandbox.compute.guest.CommandCatalog;
import io.cloister.sandbox.compute.guest.ExtensionRoutes;
import io.cloister.sandbox.compute.guest.GuestActions;
import io.cloister.sandbox.compute.guest.RunCommands;
import io.cloister.sandbox.compute.guest.SshKeys;
import io.cloister.sandbox.compute.machine.AvailabilitySets;
import io.cloister.sandbox.compute.machine.ByLocation;
import io.cloister.sandbox.compute.machine.Extensions;
import io.cloister.sandbox.compute.machine.MachineOperations;
import io.cloister.sandbox.compute.machine.MachineRoutes;
import io.cloister.sandbox.compute.machine.ProximityPlacementGroups;
import io.cloister.sandbox.compute.machine.VirtualMachines;
import io.cloister.sandbox.compute.scaleset.Evictions;
import io.cloister.sandbox.compute.scaleset.LingeringInterfaces;
import io.cloister.sandbox.compute.scaleset.RollingUpgrades;
import io.cloister.sandbox.compute.scaleset.ScaleSetActions;
import io.cloister.sandbox.compute.scaleset.ScaleSetExtensions;
import io.cloister.sandbox.compute.scaleset.ScaleSetViews;
import io.cloister.sandbox.compute.scaleset.UniformInstances;
import io.cloister.sandbox.compute.scaleset.VirtualMachineScaleSets;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.operation.Timers;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Microsoft.Compute: all types there are, and what is asked beside them. */
public final class Compute {

    private final SandboxClock clock;
    private final Offer offer;
    private final Quotas quotas;
    private final AssignedIdentities identities;
    private final Supplier<Store> store;
    private final Timers timers;
    private final RollingUpgrades upgrades;

    /** @param store known only once the types are */
    public Compute(
            SandboxClock clock,
            Offer offer,
            Quotas quotas,
            AssignedIdentities identities,
            Supplier<Store> store,
            Timers timers) {
        this.clock = clock;
        this.offer = offer;
        this.quotas = quotas;
        this.identities = identities;
        this.store = store;
        this.timers = timers;
        this.upgrades = new RollingUpgrades(clock, store, timers);
    }

    public List<ResourceType> types() {
        Usages usages = new Usages(store, quotas);
        List<ResourceType> types = new ArrayList<>(List.of(
                new VirtualMachines(clock, offer, usages, identities),
                new AvailabilitySets(),
                new ProximityPlacementGroups(),
                new VirtualMachineScaleSets(
                        clock, offer, usages, identities, upgrades, new LingeringInterfaces(store, timers)),
                new ScaleSetExtensions(),
                new UniformInstances(),
                new Disks(clock),
                new Images()));
        types.addAll(UniformInstances.Part.all());
        types.addAll(Extensions.all());
        types.addAll(RunCommands.all(clock));
        types.addAll(Catalogued.all());
        return types;
    }

    public List<Route> routes(Operations operations) {
        Store existing = store.get();
        MachineOperations machines = new MachineOperations(existing, operations);
        return List.of(
                new SizeRoutes(offer),
                new ImageRoutes(),
                new ExtensionRoutes(),
                new CommandCatalog(),
                new GuestActions(existing, operations, machines, clock),
                new UsageRoutes(existing, new Usages(store, quotas)),
                new ByLocation(existing),
                new MachineRoutes(existing, operations, machines),
                new Evictions(existing, timers),
                new DiskAccess(existing, operations, timers),
                new SshKeys(existing),
                new ScaleSetActions(existing, operations, upgrades, machines),
                new ScaleSetViews(existing, upgrades));
    }
}
