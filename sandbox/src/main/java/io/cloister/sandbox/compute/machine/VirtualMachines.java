// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageCatalog;
import io.cloister.sandbox.compute.catalog.Offer;
import io.cloister.sandbox.compute.catalog.Usages;
import io.cloister.sandbox.compute.catalog.VmSize;
import io.cloister.sandbox.compute.disk.DiskModels;
import io.cloister.sandbox.compute.disk.Images;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.FixedProperties;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/** A virtual machine. Its disks come with it; on deletion disks and interfaces go where their deleteOption says so. */
public final class VirtualMachines implements ComputeType {

    public static final String TYPE = "Microsoft.Compute/virtualMachines";

    /** Since when it is powered on; on the wire too, as in Azure. */
    private static final String TIME_CREATED = "timeCreated";

    private static final String SCALE_SET = "/properties/virtualMachineScaleSet/id";
    private static final List<String> FIXED = List.of(
            "/location",
            "/zones",
            "/properties/availabilitySet/id",
            "/properties/osProfile/computerName",
            "/properties/osProfile/adminUsername",
            "/properties/osProfile/customData",
            "/properties/osProfile/linuxConfiguration/ssh/publicKeys",
            "/properties/osProfile/linuxConfiguration/disablePasswordAuthentication",
            "/properties/storageProfile/imageReference/id",
            "/properties/storageProfile/imageReference/publisher",
            "/properties/storageProfile/imageReference/offer",
            "/properties/storageProfile/imageReference/sku",
            "/properties/storageProfile/osDisk/name",
            "/properties/storageProfile/osDisk/createOption");

    private final SandboxClock clock;
    private final Offer offer;
    private final Usages usages;
    private final AssignedIdentities identities;

    public VirtualMachines(SandboxClock clock, Offer offer, Usages usages, AssignedIdentities identities) {
        this.clock = clock;
        this.offer = offer;
        this.usages = usages;
        this.identities = identities;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(50, 20, 30);
    }

    @Override
    public boolean updatesQuietly() {
        return true;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        FixedProperties.refuseChange(write, FIXED, "/properties/");
        String wanted = properties.path("hardwareProfile").path("vmSize").asText("Standard_D1_v2");
        VmSize size = offer.require(wanted, write.body());
        properties.withObject("/hardwareProfile").put("vmSize", size.name());
        requireExisting(write, "availabilitySet");
        requireExisting(write, "proximityPlacementGroup");
        requireExisting(write, "virtualMachineScaleSet");
        requireFlexible(write);
        bootsFrom(write);
        OsProfiles.checkSize(properties.path("userData"), "userData");
        write.requireReferences("Microsoft.Network");
        MachineInterfaces interfaces = new MachineInterfaces(write.id(), write.store());
        interfaces.check(write, size);
        write.before().ifPresent(before -> interfaces.refuseWhileAllocated(before, write.body()));
        identities.complete(write);
        if (!properties.has("vmId")) {
            properties.put("vmId", UUID.randomUUID().toString());
        }
        new MachineDisks(write.id(), write.store()).check(write.body(), size.maxDataDisks());
        usages.admit(size, 1, write.body().path("location").asText(), write.id().toString());
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode machine = store.get(id).orElseThrow();
        new MachineInterfaces(id, store).attach(machine);
        new MachineDisks(id, store).attach(machine);
        AvailabilitySets.refresh(machine, store);
        count(machine, store);
    }

    @Override
    public void underway(ResourceId id, Store store) {
        ObjectNode machine = store.get(id).orElseThrow();
        if (Power.of(machine).isEmpty()) {
            powerOn(machine, clock);
            store.started(id);
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode machine, Store store) {
        gone(id, machine, store);
    }

    /** What becomes of all that the machine had. */
    public static void gone(ResourceId id, ObjectNode machine, Store store) {
        new MachineInterfaces(id, store).dispose(machine);
        new MachineDisks(id, store).dispose(machine);
        AvailabilitySets.refresh(machine, store);
        count(machine, store);
        List<ObjectNode> children = store.under(id + "/").toList();
        children.forEach(child -> store.remove(ResourceId.of(child.path("id").asText())));
    }

    @Override
    public void hide(ObjectNode shown) {
        OsProfiles.hide(shown);
    }

    @Override
    public void show(ObjectNode shown, Backlinks links) {
        DiskModels.show(shown, links);
    }

    /** For the first time: its guest boots. */
    public static void powerOn(ObjectNode machine, SandboxClock clock) {
        Power.RUNNING.set(machine);
        machine.withObject("/properties").put(TIME_CREATED, clock.now().toString());
    }

    private static void bootsFrom(Write write) {
        ObjectNode properties = write.properties();
        ObjectNode osDisk = properties.withObject("/storageProfile/osDisk");
        if (osDisk.path("createOption").asText().equalsIgnoreCase("Attach")) {
            return;
        }
        if (!(properties.path("storageProfile").path("imageReference") instanceof ObjectNode image)) {
            throw OsProfiles.invalid(
                    "imageReference", "Required parameter 'storageProfile.imageReference' is missing (null).");
        }
        Images.require(image, write.store());
        if (write.before().isEmpty()) {
            OsProfiles.check(properties.path("osProfile"), "osProfile");
        }
        ObjectNode profile = properties.withObject("/osProfile");
        if (!profile.has("computerName")) {
            profile.put("computerName", write.id().name());
        }
        OsProfiles.complete(profile);
        OsProfiles.completePatching(profile);
        if (!osDisk.has("diskSizeGB")) {
            osDisk.put("diskSizeGB", ImageCatalog.diskSizeGb(image));
        }
        if (!osDisk.has("caching")) {
            osDisk.put("caching", "ReadWrite");
        }
        if (!osDisk.has("deleteOption")) {
            osDisk.put("deleteOption", "Detach");
        }
    }

    private static void requireExisting(Write write, String property) {
        String id = write.properties().path(property).path("id").asText();
        if (!id.isEmpty() && write.store().get(id).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(id));
        }
    }

    private static void requireFlexible(Write write) {
        write.store()
                .get(write.body().at(SCALE_SET).asText())
                .filter(set -> !set.at("/properties/orchestrationMode").asText().equalsIgnoreCase("Flexible"))
                .ifPresent(set -> {
                    throw OsProfiles.invalid(
                            "virtualMachineScaleSet",
                            "The virtual machine cannot be added to the scale set '"
                                    + set.path("name").asText()
                                    + "', as its orchestration mode is not Flexible.");
                });
    }

    /** A Flexible scale set's capacity is the number of its machines. */
    private static void count(ObjectNode machine, Store store) {
        JsonNode scaleSet = machine.at(SCALE_SET);
        if (scaleSet.asText().isEmpty()) {
            return;
        }
        long members = store.ofType(TYPE).stream()
                .filter(one -> one.at(SCALE_SET).asText().equalsIgnoreCase(scaleSet.asText()))
                .count();
        store.get(scaleSet.asText())
                .filter(set -> set.path("sku").has("name"))
                .ifPresent(set -> set.withObject("/sku").put("capacity", members));
    }
}
