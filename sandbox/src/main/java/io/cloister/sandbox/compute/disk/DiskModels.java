// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Backlinks;

/**
 * What a machine's storage profile says of each disk beside what was sent: its kind, as the disk has it now, and what becomes
 * of it.
 *
 * <p>Source: the answers in azure-rest-api-specs, {@code VirtualMachine_Get}.
 */
public final class DiskModels {

    private DiskModels() {}

    /** @param machine as it is about to be shown */
    public static void show(ObjectNode machine, Backlinks links) {
        JsonNode profile = machine.at("/properties/storageProfile");
        if (profile.path("osDisk") instanceof ObjectNode osDisk) {
            complete(osDisk, links);
        }
        for (JsonNode disk : profile.path("dataDisks")) {
            ObjectNode data = (ObjectNode) disk;
            complete(data, links);
            if (!data.has("toBeDetached")) {
                data.put("toBeDetached", false);
            }
            if (!data.has("deleteOption")) {
                data.put("deleteOption", "Detach");
            }
        }
    }

    private static void complete(ObjectNode disk, Backlinks links) {
        links.get(disk.path("managedDisk").path("id").asText())
                .map(managed -> managed.path("sku").path("name"))
                .filter(JsonNode::isTextual)
                .ifPresent(kind -> disk.withObject("/managedDisk").set("storageAccountType", kind));
    }
}
