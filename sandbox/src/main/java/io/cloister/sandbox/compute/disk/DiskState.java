// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What Azure adds to a disk. */
final class DiskState {

    private static final int GIB = 1 << 30;
    /** Largest size in GiB of each tier of a premium disk. Source: Azure docs, "Azure managed disk types". */
    private static final TreeMap<Integer, String> TIERS = new TreeMap<>(
            Map.of(4, "1", 8, "2", 16, "3", 32, "4", 64, "6", 128, "10", 256, "15", 512, "20", 1024, "30", 2048, "40"));

    private DiskState() {}

    static void complete(ObjectNode disk) {
        if (!disk.path("sku").has("name")) {
            disk.withObject("/sku").put("name", "Standard_LRS");
        }
        String sku = disk.path("sku").path("name").asText();
        disk.withObject("/sku").put("tier", sku.replaceFirst("_.*|SSD_.*", ""));
        ObjectNode properties = disk.withObject("/properties");
        int size = properties.path("diskSizeGB").asInt();
        if (sku.startsWith("Premium_")) {
            properties.put(
                    "tier",
                    "P"
                            + (TIERS.ceilingEntry(size) == null
                                    ? "50"
                                    : TIERS.ceilingEntry(size).getValue()));
        }
        properties.put("diskSizeBytes", (long) size * GIB);
        properties.put("diskIOPSReadWrite", 500).put("diskMBpsReadWrite", 60);
        defaultTo(properties, "diskState", "Unattached");
        defaultTo(properties, "uniqueId", UUID.randomUUID().toString());
        defaultTo(properties, "networkAccessPolicy", "AllowAll");
        defaultTo(properties, "publicNetworkAccess", "Enabled");
        if (!properties.has("encryption")) {
            properties.set(
                    "encryption", JsonNodeFactory.instance.objectNode().put("type", "EncryptionAtRestWithPlatformKey"));
        }
    }

    private static void defaultTo(ObjectNode properties, String field, String value) {
        if (!properties.has(field)) {
            properties.put(field, value);
        }
    }
}
