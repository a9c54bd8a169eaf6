// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Backlinks;
import java.util.List;

/**
 * What a machine's storage profile says of each disk beside what was sent: its kind, as the disk has it now, and what becomes
 * of it.
 *
 * <p>Source: the answers in azure-rest-api-specs, {@code VirtualMachine_Get}.
 */
public final class DiskModels {

    private static final List<String> OPTIONS = List.of("FromImage", "Empty", "Attach", "Copy", "Restore");

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
        String sent = disk.path("createOption").asText();
        OPTIONS.stream()
                .filter(sent::equalsIgnoreCase)
                .findFirst()
                .ifPresent(option -> disk.put("createOption", option));
        links.get(disk.path("managedDisk").path("id").asText())
                .map(managed -> managed.path("sku").path("name"))
                .filter(JsonNode::isTextual)
                .ifPresent(kind -> disk.withObject("/managedDisk").set("storageAccountType", kind));
    }
}
