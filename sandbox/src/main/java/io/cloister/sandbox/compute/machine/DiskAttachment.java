// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.VmSizes;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * {@code attachDetachDataDisks}: what az's {@code vm disk attach} sends since 2024, and the disk driver of Kubernetes.
 *
 * <p>Source: Azure REST docs, "Virtual Machines - Attach Detach Data Disks".
 */
public record DiskAttachment(Store store) {

    public Reply apply(ObjectNode request, ObjectNode machine) {
        ResourceId id = ResourceId.of(machine.path("id").asText());
        ObjectNode changed = machine.deepCopy();
        ArrayNode disks = changed.withArray("/properties/storageProfile/dataDisks");
        for (JsonNode detach : request.path("dataDisksToDetach")) {
            for (int i = disks.size() - 1; i >= 0; i--) {
                if (diskId(disks.get(i))
                        .equals(ResourceId.key(detach.path("diskId").asText()))) {
                    disks.remove(i);
                }
            }
        }
        for (JsonNode attach : request.path("dataDisksToAttach")) {
            ObjectNode disk = disks.addObject();
            disk.put("lun", attach.has("lun") ? attach.path("lun").asInt() : freeLun(disks));
            disk.put("createOption", "Attach")
                    .put("caching", attach.path("caching").asText("None"));
            disk.put("deleteOption", attach.path("deleteOption").asText("Detach"));
            disk.putObject("managedDisk").set("id", attach.path("diskId"));
        }
        MachineDisks owned = new MachineDisks(id, store);
        int most = VmSizes.find(changed.at("/properties/hardwareProfile/vmSize").asText())
                .map(size -> size.maxDataDisks())
                .orElse(Integer.MAX_VALUE);
        owned.check(changed, most);
        machine.set("properties", changed.path("properties"));
        store.put(id, machine);
        owned.attach(machine);
        return Reply.ok(changed.at("/properties/storageProfile").deepCopy());
    }

    private static int freeLun(ArrayNode disks) {
        return IntStream.iterate(0, lun -> lun + 1)
                .filter(lun -> StreamSupport.stream(disks.spliterator(), false)
                        .noneMatch(disk -> disk.has("lun") && disk.path("lun").asInt() == lun))
                .findFirst()
                .orElseThrow();
    }

    private static String diskId(JsonNode disk) {
        return ResourceId.key(disk.path("managedDisk").path("id").asText());
    }
}
