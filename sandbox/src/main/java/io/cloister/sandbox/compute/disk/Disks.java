// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.FixedProperties;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Locale;

/** A managed disk: made empty, from an image or as a copy; grows but never shrinks; stays while a machine has it. */
public final class Disks implements ComputeType {

    public static final String TYPE = "Microsoft.Compute/disks";

    private static final List<String> SKUS = List.of(
            "Standard_LRS",
            "StandardSSD_LRS",
            "Premium_LRS",
            "StandardSSD_ZRS",
            "Premium_ZRS",
            "UltraSSD_LRS",
            "PremiumV2_LRS");
    private static final int LARGEST_GB = 65_536;

    private final SandboxClock clock;

    public Disks(SandboxClock clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(4, 4, 4);
    }

    /** Clients take this or 200, and nothing else. Source: the provider's OpenAPI description. */
    @Override
    public int createStatus() {
        return 202;
    }

    @Override
    public int updateStatus() {
        return 202;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String sku = write.body().path("sku").path("name").asText("Standard_LRS");
        if (!SKUS.contains(sku)) {
            throw invalid("sku.name", "The value '" + sku + "' of parameter 'sku.name' is invalid.");
        }
        write.before()
                .map(ObjectNode::deepCopy)
                .ifPresentOrElse(old -> checkChange(write, old), () -> checkCreation(write, properties));
        int size = properties.path("diskSizeGB").asInt();
        if (size < 1 || size > LARGEST_GB) {
            throw invalid(
                    "disk.diskSizeGB",
                    "The value '" + size + "' of parameter 'disk.diskSizeGB' is out of range. The value must be between"
                            + " '1' and '" + LARGEST_GB + "', inclusive.");
        }
        if (!properties.has("timeCreated")) {
            properties.put("timeCreated", clock.now().toString());
        }
        DiskState.complete(write.body());
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode disk, Store store) {
        String owner = disk.path("managedBy").asText();
        if (!owner.isEmpty() && store.get(owner).isPresent()) {
            throw ArmError.conflict("OperationNotAllowed", "Disk " + id.name() + " is attached to VM " + owner + ".");
        }
        refuseWhileShared(id, disk, "disk");
    }

    /** @param what it is, a disk or a snapshot */
    static void refuseWhileShared(ResourceId id, ObjectNode resource, String what) {
        if (DiskAccess.isGranted(resource)) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "There is an active shared access signature outstanding for " + what + " " + id.name()
                            + ". Call EndGetAccess before deleting the " + what + ".");
        }
    }

    @Override
    public void hide(ObjectNode shown) {
        Notes.hide(shown);
    }

    private static void checkCreation(Write write, ObjectNode properties) {
        if (!properties.path("creationData").has("createOption")) {
            throw invalid("disk.creationData", "Required parameter 'disk.creationData' is missing (null).");
        }
        ObjectNode creation = properties.withObject("/creationData");
        switch (creation.path("createOption").asText().toLowerCase(Locale.ROOT)) {
            case "empty", "upload", "uploadpreparedsecure" -> requireSize(properties);
            case "copy", "restore" ->
                copy(write, creation, creation.path("sourceResourceId").asText());
            case "fromimage" -> defaultSize(properties, 30);
            case "import", "importsecure" -> defaultSize(properties, 32);
            default ->
                throw invalid(
                        "disk.creationData.createOption",
                        "The value '" + creation.path("createOption").asText()
                                + "' of parameter 'disk.creationData.createOption' is invalid.");
        }
    }

    private static void copy(Write write, ObjectNode creation, String source) {
        if (source.isEmpty()) {
            throw invalid(
                    "disk.creationData.sourceResourceId",
                    "Required parameter 'disk.creationData.sourceResourceId' is missing (null).");
        }
        ObjectNode from = write.store().get(source).orElseThrow(() -> ArmError.notFound(ResourceId.of(source)));
        creation.put("sourceUniqueId", from.path("properties").path("uniqueId").asText());
        defaultSize(
                write.properties(), from.path("properties").path("diskSizeGB").asInt(30));
    }

    private static void checkChange(Write write, ObjectNode old) {
        int before = old.path("properties").path("diskSizeGB").asInt();
        int after = write.properties().path("diskSizeGB").asInt();
        if (after < before) {
            throw ArmError.badRequest(
                    "BadRequest",
                    "The disk/snapshot resource with id " + write.id() + " cannot be resized down. Reducing"
                            + " disk/snapshot size is not supported in Azure to prevent data loss. If you do need to"
                            + " reduce the size of the disk, please create new snapshot/disks with the appropriate"
                            + " size. More information is available at https://aka.ms/AzureDisksFAQ");
        }
        for (String property : List.of("createOption", "sourceResourceId")) {
            if (!old.path("properties")
                    .path("creationData")
                    .path(property)
                    .equals(write.properties().path("creationData").path(property))) {
                throw FixedProperties.changed("disk.creationData." + property);
            }
        }
        if (!old.path("zones").equals(write.body().path("zones"))) {
            throw FixedProperties.changed("zones");
        }
    }

    private static void requireSize(ObjectNode properties) {
        if (!properties.has("diskSizeGB") && !properties.path("creationData").has("uploadSizeBytes")) {
            throw invalid("disk.diskSizeGB", "Required parameter 'disk.diskSizeGB' is missing (null).");
        }
        defaultSize(properties, 32);
    }

    private static void defaultSize(ObjectNode properties, int size) {
        if (!properties.has("diskSizeGB")) {
            properties.put("diskSizeGB", size);
        }
    }

    private static ArmError invalid(String target, String message) {
        return new ArmError(400, "InvalidParameter", message, target, null);
    }
}
