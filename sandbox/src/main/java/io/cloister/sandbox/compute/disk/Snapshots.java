// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** A copy of a disk as it was, or of another snapshot; as large as that. */
final class Snapshots implements ComputeType {

    @Override
    public String type() {
        return "Microsoft.Compute/snapshots";
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
        JsonNode creation = properties.path("creationData");
        if (!creation.has("createOption")) {
            throw missing("snapshot.creationData");
        }
        if (write.before().isEmpty() && creation.path("createOption").asText().equalsIgnoreCase("Copy")) {
            copy(write, creation.path("sourceResourceId").asText());
        }
        if (!properties.has("diskSizeGB")) {
            properties.put("diskSizeGB", 32);
        }
        DiskState.complete(write.body());
        properties.remove(List.of("diskIOPSReadWrite", "diskMBpsReadWrite", "tier"));
        properties.put("incremental", properties.path("incremental").asBoolean(false));
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode snapshot, Store store) {
        Disks.refuseWhileShared(id, snapshot, "snapshot");
    }

    private static void copy(Write write, String source) {
        if (source.isEmpty()) {
            throw missing("snapshot.creationData.sourceResourceId");
        }
        JsonNode from = write.store()
                .get(source)
                .orElseThrow(() -> ArmError.notFound(ResourceId.of(source)))
                .path("properties");
        ObjectNode properties = write.properties();
        properties.withObject("/creationData").set("sourceUniqueId", from.path("uniqueId"));
        for (String same : List.of("diskSizeGB", "osType", "hyperVGeneration")) {
            if (from.has(same)) {
                properties.set(same, from.path(same));
            }
        }
    }

    private static ArmError missing(String name) {
        return new ArmError(
                400, "InvalidParameter", "Required parameter '" + name + "' is missing (null).", name, null);
    }
}
