// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.Offer;
import io.cloister.sandbox.compute.catalog.Usages;
import io.cloister.sandbox.compute.catalog.VmSize;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.compute.scaleset.rule.ModelDefaults;
import io.cloister.sandbox.compute.scaleset.rule.ScaleIn;
import io.cloister.sandbox.compute.scaleset.rule.ScaleSetRules;
import io.cloister.sandbox.compute.scaleset.rule.ZoneBalance;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A scale set. New members exist from the start of the operation and are powered on in the course of it; surplus ones go
 * at its end, when an automatic or rolling upgrade begins too.
 */
public final class VirtualMachineScaleSets implements ComputeType {

    public static final String TYPE = "Microsoft.Compute/virtualMachineScaleSets";

    private final SandboxClock clock;
    private final Offer offer;
    private final Usages usages;
    private final AssignedIdentities identities;
    private final RollingUpgrades upgrades;
    private final LingeringInterfaces lingering;

    public VirtualMachineScaleSets(
            SandboxClock clock,
            Offer offer,
            Usages usages,
            AssignedIdentities identities,
            RollingUpgrades upgrades,
            LingeringInterfaces lingering) {
        this.clock = clock;
        this.offer = offer;
        this.usages = usages;
        this.identities = identities;
        this.upgrades = upgrades;
        this.lingering = lingering;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(90, 60, 90);
    }

    @Override
    public boolean updatesQuietly() {
        return true;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String mode = properties.path("orchestrationMode").asText("Uniform");
        properties.put("orchestrationMode", canonical(mode));
        boolean flexible = Members.isFlexible(write.body());
        ScaleSetRules rules = new ScaleSetRules(write, flexible);
        rules.check();
        if (properties.has("virtualMachineProfile")) {
            new ModelDefaults(properties.withObject("/virtualMachineProfile")).complete();
        }
        write.before()
                .map(before -> Members.of(write.id(), write.store()).all())
                .ifPresent(members -> new ZoneBalance(write.body()).refuseToUnbalance(members, capacity(write.body())));
        JsonNode sku = write.body().path("sku");
        if (!flexible || sku.has("name")) {
            String location = write.body().path("location").asText();
            VmSize size = offer.require(sku.path("name").asText(), write.body());
            rules.check(size);
            usages.admit(
                    size, sku.path("capacity").asInt(0), location, write.id().toString());
            write.body().withObject("/sku").put("name", size.name()).put("tier", "Standard");
        }
        write.requireReferences("Microsoft.Network");
        identities.complete(write);
        if (!properties.has("uniqueId")) {
            properties.put("uniqueId", UUID.randomUUID().toString());
        }
        if (!properties.has("timeCreated")) {
            properties.put("timeCreated", clock.now().toString());
        }
        numberModel(write);
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode scaleSet = store.get(id).orElseThrow();
        Members members = Members.of(id, store);
        for (ObjectNode member : members.all()) {
            if (member.at("/properties").has("latestModelApplied")) {
                member.withObject("/properties").put("latestModelApplied", Members.isLatest(member, scaleSet));
            }
        }
        int before = members.all().size();
        grow(scaleSet, members);
        new Overprovisioning(members).begin(scaleSet, members.all().size() - before);
        ScaleSetExtensions.fromModel(id, scaleSet, store);
    }

    /** Where the subnet is full before all have their address, none is added. */
    private static void grow(ObjectNode scaleSet, Members members) {
        List<ObjectNode> before = members.all();
        try {
            for (int missing = capacity(scaleSet) - before.size(); missing > 0; missing--) {
                members.add(scaleSet);
            }
        } catch (ArmError full) {
            members.all().stream().filter(member -> !before.contains(member)).forEach(members::remove);
            throw full;
        }
    }

    @Override
    public void underway(ResourceId id, Store store) {
        Members.of(id, store).powerOn(clock);
    }

    @Override
    public void completed(ResourceId id, Store store) {
        ObjectNode scaleSet = store.get(id).orElseThrow();
        Members members = Members.of(id, store);
        members.powerOn(clock);
        if (members instanceof UniformMembers uniform) {
            new Overprovisioning(uniform).surplus().forEach(surplus -> lingering.remove(surplus, uniform, store));
        }
        // A Flexible set without a size of its own has only the machines that others put into it.
        if (scaleSet.path("sku").has("name")) {
            new ScaleIn(scaleSet).surplus(members.all(), capacity(scaleSet)).forEach(members::remove);
        }
        List<ObjectNode> old = members.all().stream()
                .filter(member -> !Members.isLatest(member, scaleSet))
                .toList();
        if (old.isEmpty()) {
            return;
        }
        switch (scaleSet.at("/properties/upgradePolicy/mode").asText("Manual")) {
            case "Automatic" -> old.forEach(member -> members.upgrade(member, scaleSet));
            case "Rolling" -> upgrades.begin(id, old);
            default -> {
                // left to whoever upgrades the instances by hand
            }
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        if (Members.isFlexible(resource)) {
            FlexibleMembers members = new FlexibleMembers(id, store);
            members.all().forEach(members::remove);
        } else {
            UniformMembers members = new UniformMembers(id, store);
            members.all().forEach(instance -> lingering.remove(instance, members, store));
        }
        List<ObjectNode> children = store.under(id + "/extensions/").toList();
        children.forEach(child -> store.remove(ResourceId.of(child.path("id").asText())));
    }

    @Override
    public void hide(ObjectNode shown) {
        OsProfiles.hide(shown);
    }

    private static String canonical(String mode) {
        return Stream.of("Uniform", "Flexible")
                .filter(mode::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> OsProfiles.invalid(
                        "orchestrationMode",
                        "The value '" + mode + "' of parameter 'orchestrationMode' is neither Uniform nor Flexible."));
    }

    private static void numberModel(Write write) {
        boolean same = write.before()
                .filter(old -> old.at("/properties/virtualMachineProfile")
                                .equals(write.body().at("/properties/virtualMachineProfile"))
                        && old.at("/sku/name").equals(write.body().at("/sku/name")))
                .isPresent();
        if (!same) {
            Notes.of(write.body())
                    .put(Members.MODEL, Notes.read(write.body(), Members.MODEL).asInt(0) + 1);
        }
    }

    static int capacity(ObjectNode scaleSet) {
        return scaleSet.path("sku").path("capacity").asInt(0);
    }
}
