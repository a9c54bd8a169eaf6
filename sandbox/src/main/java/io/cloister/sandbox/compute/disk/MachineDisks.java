// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageCatalog;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The disks of one machine, after its storage profile: made with it, attached to it, and left or deleted by it. */
public final class MachineDisks {

    private final ResourceId machine;
    private final String name;
    private final Store store;

    public MachineDisks(ResourceId machine, Store store) {
        this(machine, machine.name(), store);
    }

    /** @param name what the names of its disks begin with */
    public MachineDisks(ResourceId machine, String name, Store store) {
        this.machine = machine;
        this.name = name;
        this.store = store;
    }

    /** Names what has no name yet; refuses a disk that cannot be attached, one named twice, and a LUN used twice. */
    public void check(ObjectNode resource, int mostDataDisks) {
        ObjectNode profile = resource.withObject("/properties/storageProfile");
        ObjectNode osDisk = profile.withObject("/osDisk");
        if (!osDisk.has("osType")) {
            osDisk.put("osType", ImageCatalog.osType(profile.path("imageReference")));
        }
        complete(osDisk, "_OsDisk_1_");
        Set<Integer> luns = new HashSet<>();
        for (JsonNode disk : profile.withArray("/dataDisks")) {
            complete((ObjectNode) disk, "_DataDisk_" + disk.path("lun").asInt() + "_");
            if (!disk.has("lun") || !luns.add(disk.path("lun").asInt())) {
                throw invalid(
                        "dataDisk.lun",
                        "The value '" + disk.path("lun").asText()
                                + "' of parameter 'dataDisk.lun' is missing or used by"
                                + " another data disk of the virtual machine.");
            }
        }
        if (luns.size() > mostDataDisks) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "The maximum number of data disks allowed to be attached to a VM of this size is " + mostDataDisks
                            + ".");
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode disk : all(resource)) {
            String id = disk.path("managedDisk").path("id").asText();
            if (!ids.add(ResourceId.key(id))) {
                throw refusal("Disk '" + id + "' cannot be attached as the disk is already attached to this VM.");
            }
            store.get(id).ifPresent(found -> {
                refuseTaken(found);
                refuseShared(found);
                DiskPlace.refuseElsewhere(found, resource);
            });
        }
    }

    /** Makes those that are to be made, and attaches all. */
    public void attach(ObjectNode resource) {
        JsonNode profile = resource.path("properties").path("storageProfile");
        Set<String> wanted = new HashSet<>();
        for (JsonNode disk : all(resource)) {
            ResourceId id = ResourceId.of(disk.path("managedDisk").path("id").asText());
            wanted.add(id.key());
            ObjectNode state = store.get(id).orElseGet(() -> made(id, resource, disk, profile.path("imageReference")));
            state.put("managedBy", machine.toString());
            state.withObject("/properties").put("diskState", "Attached");
            store.put(id, state);
        }
        owned().stream()
                .filter(disk -> !wanted.contains(ResourceId.key(disk.path("id").asText())))
                .forEach(this::release);
    }

    /** The machine is gone: each disk goes with it where its deleteOption says so. */
    public void dispose(ObjectNode resource) {
        for (JsonNode disk : all(resource)) {
            ResourceId id = ResourceId.of(disk.path("managedDisk").path("id").asText());
            if (disk.path("deleteOption").asText().equalsIgnoreCase("Delete")) {
                store.remove(id);
            } else {
                store.get(id).ifPresent(this::release);
            }
        }
    }

    /** Reserved while the machine is deallocated, attached while it has its place. */
    public void state(String word) {
        owned().forEach(disk -> {
            disk.withObject("/properties").put("diskState", word);
            store.put(ResourceId.of(disk.path("id").asText()), disk);
        });
    }

    private void release(ObjectNode disk) {
        disk.remove("managedBy");
        disk.withObject("/properties").put("diskState", "Unattached");
        store.put(ResourceId.of(disk.path("id").asText()), disk);
    }

    private List<ObjectNode> owned() {
        return store.ofType(Disks.TYPE).stream()
                .filter(disk -> ResourceId.key(disk.path("managedBy").asText()).equals(machine.key()))
                .toList();
    }

    private void complete(ObjectNode disk, String infix) {
        String given = disk.path("managedDisk").path("id").asText();
        if (!given.isEmpty()) {
            Optional<ObjectNode> found = store.get(given);
            boolean attach = disk.path("createOption").asText().equalsIgnoreCase("Attach");
            if (attach && found.isEmpty()) {
                throw ArmError.notFound(ResourceId.of(given));
            }
            if (!disk.has("name")) {
                disk.put("name", ResourceId.of(given).name());
            }
            return;
        }
        if (!disk.has("name")) {
            disk.put("name", name + infix + UUID.randomUUID().toString().replace("-", ""));
        }
        ResourceId id = new ResourceId(
                machine.scope(),
                "Microsoft.Compute",
                List.of("disks"),
                List.of(disk.path("name").asText()));
        disk.withObject("/managedDisk").put("id", id.toString());
    }

    private void refuseTaken(ObjectNode disk) {
        String owner = disk.path("managedBy").asText();
        if (!owner.isEmpty()
                && !ResourceId.key(owner).equals(machine.key())
                && store.get(owner).isPresent()) {
            throw refusal("Disk '" + disk.path("id").asText()
                    + "' cannot be attached as the disk is already owned by VM '" + owner + "'.");
        }
    }

    private static void refuseShared(ObjectNode disk) {
        if (DiskAccess.isGranted(disk)) {
            throw refusal("Disk '" + disk.path("id").asText()
                    + "' cannot be attached as there is an active shared access signature outstanding for it.");
        }
    }

    private static ArmError refusal(String message) {
        return ArmError.conflict("ConflictingUserInput", message);
    }

    private ObjectNode made(ResourceId id, ObjectNode from, JsonNode wanted, JsonNode image) {
        ObjectNode disk = JsonNodeFactory.instance.objectNode();
        disk.put("id", id.toString()).put("name", id.name()).put("type", Disks.TYPE);
        for (String field : List.of("location", "tags", "zones")) {
            if (from.has(field)) {
                disk.set(field, from.path(field).deepCopy());
            }
        }
        disk.putObject("sku")
                .put(
                        "name",
                        wanted.path("managedDisk").path("storageAccountType").asText("Premium_LRS"));
        boolean os = wanted.has("osType");
        ObjectNode properties = disk.putObject("properties");
        properties.put("provisioningState", "Succeeded");
        properties.put("diskSizeGB", wanted.path("diskSizeGB").asInt(os ? 30 : 32));
        ObjectNode creation = properties.putObject("creationData");
        boolean fromImage = os && image.isObject();
        creation.put("createOption", fromImage ? "FromImage" : "Empty");
        if (os) {
            properties.set("osType", wanted.path("osType"));
            properties.put("hyperVGeneration", ImageCatalog.generation(image));
        }
        if (fromImage) {
            creation.putObject("imageReference").put("id", imageId(image, from));
        }
        DiskState.complete(disk);
        return disk;
    }

    private String imageId(JsonNode image, ObjectNode from) {
        return image.path("id")
                .asText("/Subscriptions/" + machine.subscription() + "/Providers/Microsoft.Compute/Locations/"
                        + from.path("location").asText() + "/Publishers/"
                        + image.path("publisher").asText() + "/ArtifactTypes/VMImage/Offers/"
                        + image.path("offer").asText() + "/Skus/"
                        + image.path("sku").asText() + "/Versions/"
                        + image.path("exactVersion").asText().toLowerCase(Locale.ROOT));
    }

    private static List<JsonNode> all(ObjectNode resource) {
        JsonNode profile = resource.path("properties").path("storageProfile");
        List<JsonNode> disks = new ArrayList<>();
        disks.add(profile.path("osDisk"));
        if (profile.path("dataDisks") instanceof ArrayNode data) {
            data.forEach(disks::add);
        }
        disks.removeIf(disk -> disk.path("managedDisk").path("id").asText().isEmpty());
        return disks;
    }

    private static ArmError invalid(String target, String message) {
        return new ArmError(400, "InvalidParameter", message, target, null);
    }
}
