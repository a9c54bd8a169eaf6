// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;

/**
 * Where a disk and its machine have to be: in one region and, but for a disk that is redundant over zones, in one zone.
 *
 * <p>Source: jenkins-infra/azure pull request 1406, kubernetes/kops issue 14453 and hashicorp/terraform-provider-azurerm issue
 * 11992, for code and words; those for a regional machine and for another region are assumed.
 */
final class DiskPlace {

    private DiskPlace() {}

    static void refuseElsewhere(ObjectNode disk, ObjectNode machine) {
        if (!disk.path("location")
                .asText()
                .equalsIgnoreCase(machine.path("location").asText())) {
            throw refusal(disk, "it is not in the same location as the VM.");
        }
        if (disk.path("sku").path("name").asText().endsWith("_ZRS")) {
            return;
        }
        String diskZone = disk.path("zones").path(0).asText();
        String machineZone = machine.path("zones").path(0).asText();
        if (diskZone.equals(machineZone)) {
            return;
        }
        if (diskZone.isEmpty()) {
            throw refusal(disk, "it is not in zone '" + machineZone + "'.");
        }
        if (!machineZone.isEmpty()) {
            throw refusal(
                    disk,
                    "it is not in the same zone as the VM. VM zone: '" + machineZone + "'. Disk zone: '" + diskZone
                            + "'.");
        }
        if (!machine.at("/properties/availabilitySet/id").asText().isEmpty()) {
            throw ArmError.badRequest(
                    "BadRequest",
                    "Zonal Disk '" + disk.path("id").asText() + "' cannot be attached to resource '"
                            + machine.path("name").asText()
                            + "' because the resource belongs to an Availability Set and this feature is not"
                            + " supported.");
        }
        throw refusal(disk, "it is in zone '" + diskZone + "', and the VM is in none.");
    }

    private static ArmError refusal(ObjectNode disk, String because) {
        return ArmError.badRequest(
                "BadRequest", "Disk " + disk.path("id").asText() + " cannot be attached to the VM because " + because);
    }
}
