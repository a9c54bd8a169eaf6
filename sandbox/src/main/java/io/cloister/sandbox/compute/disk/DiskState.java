// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** What Azure adds to a disk. */
final class DiskState {

    private static final int GIB = 1 << 30;

    private DiskState() {}

    static void complete(ObjectNode disk) {
        if (!disk.path("sku").has("name")) {
            disk.withObject("/sku").put("name", "Standard_LRS");
        }
        String sku = disk.path("sku").path("name").asText();
        disk.withObject("/sku").put("tier", sku.replaceFirst("_.*|SSD_.*", ""));
        ObjectNode properties = disk.withObject("/properties");
        int size = properties.path("diskSizeGB").asInt();
        properties.put("diskSizeBytes", (long) size * GIB);
        performance(properties, sku, size);
        defaultTo(properties, "diskState", "Unattached");
        defaultTo(properties, "uniqueId", UUID.randomUUID().toString());
        defaultTo(properties, "networkAccessPolicy", "AllowAll");
        defaultTo(properties, "publicNetworkAccess", "Enabled");
        if (!properties.has("encryption")) {
            properties.set(
                    "encryption", JsonNodeFactory.instance.objectNode().put("type", "EncryptionAtRestWithPlatformKey"));
        }
    }

    /** Of two sorts of disk a client says how fast they are; of the others the size says it. */
    private static void performance(ObjectNode properties, String sku, int size) {
        PremiumTier tier = PremiumTier.of(size, properties.path("tier").asText());
        properties.remove("tier");
        switch (sku) {
            case "UltraSSD_LRS" -> adjustable(properties, 500, 8);
            case "PremiumV2_LRS" -> adjustable(properties, 3000, 125);
            case "Premium_LRS", "Premium_ZRS" -> {
                properties.put("tier", tier.name());
                fixed(properties, tier.operationsPerSecond(), tier.megabytesPerSecond());
            }
            case "Standard_LRS" -> fixed(properties, 500, 60);
            default -> fixed(properties, 500, 100);
        }
    }

    private static void adjustable(ObjectNode properties, int operations, int megabytes) {
        fixed(
                properties,
                properties.path("diskIOPSReadWrite").asInt(operations),
                properties.path("diskMBpsReadWrite").asInt(megabytes));
    }

    private static void fixed(ObjectNode properties, int operations, int megabytes) {
        properties.put("diskIOPSReadWrite", operations).put("diskMBpsReadWrite", megabytes);
    }

    private static void defaultTo(ObjectNode properties, String field, String value) {
        if (!properties.has(field)) {
            properties.put(field, value);
        }
    }
}
