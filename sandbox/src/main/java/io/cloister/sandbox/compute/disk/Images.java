// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageCatalog;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A managed image, made of a generalised machine or of disks; and the check of what a machine wants to boot from. */
public final class Images implements ComputeType {

    /** Noted on a machine that its owner has generalised. */
    public static final String GENERALIZED = "generalized";

    @Override
    public String type() {
        return "Microsoft.Compute/images";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(20, 5, 10);
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String machine = properties.path("sourceVirtualMachine").path("id").asText();
        if (!machine.isEmpty()) {
            takeFrom(write, machine);
        }
        JsonNode osDisk = properties.path("storageProfile").path("osDisk");
        if (!osDisk.isObject()) {
            throw new ArmError(
                    400,
                    "InvalidParameter",
                    "Required parameter 'storageProfile.osDisk' is missing (null).",
                    "storageProfile.osDisk",
                    null);
        }
        for (String source : new String[] {"managedDisk", "snapshot"}) {
            String id = osDisk.path(source).path("id").asText();
            if (!id.isEmpty() && write.store().get(id).isEmpty()) {
                throw ArmError.notFound(ResourceId.of(id));
            }
        }
        if (!properties.has("hyperVGeneration")) {
            properties.put("hyperVGeneration", "V1");
        }
    }

    @Override
    public void hide(ObjectNode shown) {
        Notes.hide(shown);
    }

    /** Refuses what cannot be booted from; completes the reference to a platform's image. */
    public static void require(ObjectNode reference, Store store) {
        String id = reference.path("id").asText();
        if (id.isEmpty()) {
            if (!reference.has("communityGalleryImageId") && !reference.has("sharedGalleryImageId")) {
                ImageCatalog.complete(reference);
            }
            return;
        }
        boolean exists = store.get(id).isPresent();
        if (!exists) {
            throw new ArmError(404, "ImageNotFound", "The image '" + id + "' was not found.", "imageReference", null);
        }
    }

    private static void takeFrom(Write write, String id) {
        ObjectNode machine = write.store().get(id).orElseThrow(() -> ArmError.notFound(ResourceId.of(id)));
        if (!Notes.read(machine, GENERALIZED).asBoolean()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "Cannot create Image from Virtual Machine '"
                            + machine.path("name").asText() + "' because it is not generalized.");
        }
        JsonNode from = machine.path("properties").path("storageProfile").path("osDisk");
        ObjectNode osDisk = write.properties().withObject("/storageProfile/osDisk");
        osDisk.put("osType", from.path("osType").asText("Linux")).put("osState", "Generalized");
        osDisk.putObject("managedDisk").set("id", from.path("managedDisk").path("id"));
        osDisk.set("diskSizeGB", from.path("diskSizeGB"));
    }
}
