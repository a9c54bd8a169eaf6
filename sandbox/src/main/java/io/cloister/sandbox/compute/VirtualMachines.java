// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/** A virtual machine. Its OS disk comes with it; on deletion disk and interfaces go where their deleteOption says so. */
final class VirtualMachines implements ResourceType {

    /** Since when it is powered on; on the wire too, as in Azure. */
    private static final String TIME_CREATED = "timeCreated";

    private final SandboxClock clock;

    VirtualMachines(SandboxClock clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return "Microsoft.Compute/virtualMachines";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(50, 20, 30);
    }

    @Override
    public boolean mergesOnPut() {
        return true;
    }

    @Override
    public void write(Write write) {
        VmSize.require(write.properties().path("hardwareProfile").path("vmSize").asText());
        write.requireReferences("Microsoft.Network");
        for (JsonNode reference : interfaces(write.body())) {
            write.store().get(reference.path("id").asText()).ifPresent(nic -> refuseTaken(write, nic));
        }
        AssignedIdentities.complete(write);
        ObjectNode properties = write.properties();
        if (!properties.has("vmId")) {
            properties.put("vmId", UUID.randomUUID().toString());
        }
        ObjectNode osDisk = properties.withObject("/storageProfile/osDisk");
        if (!osDisk.has("name")) {
            osDisk.put("name", write.id().name() + "_OsDisk_1");
        }
        osDisk.withObject("/managedDisk").put("id", disk(write.id(), osDisk).toString());
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode machine = store.get(id).orElseThrow();
        for (JsonNode reference : interfaces(machine)) {
            store.get(reference.path("id").asText()).ifPresent(nic -> {
                nic.withObject("/properties").putObject("virtualMachine").put("id", id.toString());
                store.put(ResourceId.of(nic.path("id").asText()), nic);
            });
        }
        ObjectNode osDisk = machine.withObject("/properties/storageProfile/osDisk");
        ResourceId disk = disk(id, osDisk);
        if (store.get(disk).isEmpty()) {
            store.put(disk, newDisk(id, disk, machine, osDisk));
        }
    }

    @Override
    public void underway(ResourceId id, Store store) {
        ObjectNode properties = store.get(id).orElseThrow().withObject("/properties");
        if (!properties.has(TIME_CREATED)) {
            properties.put(TIME_CREATED, clock.now().toString());
            store.started(id);
        }
    }

    @Override
    public void deleted(ResourceId id, ObjectNode machine, Store store) {
        for (JsonNode reference : interfaces(machine)) {
            ResourceId nicId = ResourceId.of(reference.path("id").asText());
            if (isDelete(reference.path("properties"))) {
                store.remove(nicId);
            } else {
                store.get(nicId).ifPresent(nic -> {
                    nic.withObject("/properties").remove("virtualMachine");
                    store.put(nicId, nic);
                });
            }
        }
        ObjectNode osDisk = machine.withObject("/properties/storageProfile/osDisk");
        if (isDelete(osDisk)) {
            store.remove(disk(id, osDisk));
        }
    }

    @Override
    public void hide(ObjectNode shown) {
        OsProfiles.hide(shown);
    }

    private static void refuseTaken(Write write, ObjectNode nic) {
        String machine =
                nic.path("properties").path("virtualMachine").path("id").asText();
        if (!machine.isEmpty() && !ResourceId.key(machine).equals(write.id().key())) {
            throw ArmError.badRequest(
                    "NicInUse",
                    "Network Interface " + nic.path("id").asText() + " is used by existing resource " + machine + ".");
        }
    }

    private static JsonNode interfaces(ObjectNode machine) {
        return machine.path("properties").path("networkProfile").path("networkInterfaces");
    }

    private static ResourceId disk(ResourceId machine, JsonNode osDisk) {
        String[] type = Disks.TYPE.split("/");
        return new ResourceId(
                machine.scope(),
                type[0],
                List.of(type[1]),
                List.of(osDisk.path("name").asText()));
    }

    private static ObjectNode newDisk(ResourceId machine, ResourceId id, ObjectNode from, ObjectNode osDisk) {
        ObjectNode disk = JsonNodeFactory.instance.objectNode();
        disk.put("id", id.toString()).put("name", id.name()).put("type", Disks.TYPE);
        disk.set("location", from.path("location"));
        disk.put("managedBy", machine.toString());
        if (from.has("tags")) {
            disk.set("tags", from.path("tags").deepCopy());
        }
        disk.putObject("properties")
                .put("provisioningState", "Succeeded")
                .put("diskState", "Attached")
                .put("diskSizeGB", osDisk.path("diskSizeGB").asInt(30));
        return disk;
    }

    private static boolean isDelete(JsonNode options) {
        return options.path("deleteOption").asText().equalsIgnoreCase("Delete");
    }
}
