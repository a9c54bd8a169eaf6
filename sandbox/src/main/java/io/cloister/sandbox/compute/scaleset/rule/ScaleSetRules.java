// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.VmSize;
import io.cloister.sandbox.compute.disk.Images;
import io.cloister.sandbox.compute.model.FixedProperties;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Azure refuses of a scale set, and what it fills in.
 *
 * <p>Source: Azure docs, "Orchestration modes", "Working with large scale sets" and "Zone-redundant scale sets" (2026).
 */
public record ScaleSetRules(Write write, boolean flexible) {

    private static final int LARGEST = 1000;
    private static final int LARGEST_IN_ONE_GROUP = 100;
    private static final int MOST_FAULT_DOMAINS = 5;
    private static final List<String> UPGRADE_MODES = List.of("Manual", "Automatic", "Rolling");
    private static final List<String> FIXED = List.of(
            "/location",
            "/properties/orchestrationMode",
            "/properties/platformFaultDomainCount",
            "/properties/virtualMachineProfile/osProfile/computerNamePrefix",
            "/properties/virtualMachineProfile/osProfile/adminUsername");

    public void check() {
        FixedProperties.refuseChange(write, FIXED, "/properties/");
        refuseFewerZones();
        new ZoneBalance(write.body()).check();
        ObjectNode properties = write.properties();
        int capacity = write.body().path("sku").path("capacity").asInt(0);
        if (capacity < 0 || capacity > LARGEST) {
            throw OsProfiles.invalid(
                    "sku.capacity", "The value " + capacity + " of parameter 'sku.capacity' is not from 0 to 1000.");
        }
        complete(properties, capacity);
        checkFaultDomains(properties.path("platformFaultDomainCount").asInt());
        boolean oneGroup = properties.path("singlePlacementGroup").asBoolean();
        if (flexible && oneGroup) {
            throw OsProfiles.invalid(
                    "singlePlacementGroup",
                    "The value of parameter 'singlePlacementGroup' must be false for a virtual machine scale set with"
                            + " Flexible orchestration mode.");
        }
        if (oneGroup && capacity > LARGEST_IN_ONE_GROUP) {
            throw OsProfiles.invalid(
                    "sku.capacity",
                    "The capacity of a VM scale set with singlePlacementGroup set to true must not be greater than "
                            + LARGEST_IN_ONE_GROUP + ". Set singlePlacementGroup to false to have more.");
        }
        if (oneGroup
                && write.body().path("zones").size() > 0
                && properties.path("platformFaultDomainCount").asInt() == 1) {
            throw OsProfiles.invalid(
                    "singlePlacementGroup",
                    "Spreading over as many fault domains as possible (platformFaultDomainCount 1) requires"
                            + " singlePlacementGroup to be false.");
        }
        if (flexible && write.body().path("identity").path("type").asText().contains("SystemAssigned")) {
            throw OsProfiles.invalid(
                    "identity.type",
                    "A virtual machine scale set with Flexible orchestration mode supports user-assigned identities"
                            + " only.");
        }
        if (properties.path("virtualMachineProfile").isObject()) {
            checkProfile(properties.withObject("/virtualMachineProfile"));
        } else if (!flexible) {
            throw OsProfiles.invalid(
                    "virtualMachineProfile", "Required parameter 'virtualMachineProfile' is missing (null).");
        }
    }

    /**
     * A model that no machine of the size could have is refused.
     *
     * <p>Source: fortinet/fortigate-autoscale-azure issue 60, for the words about interfaces.
     */
    public void check(VmSize size) {
        JsonNode profile = write.properties().path("virtualMachineProfile");
        int interfaces =
                profile.at("/networkProfile/networkInterfaceConfigurations").size();
        if (interfaces > size.maxInterfaces()) {
            throw ArmError.badRequest(
                    "NetworkInterfaceCountExceeded",
                    "The number of network interface configurations for VM scale set exceeds the maximum allowed for the"
                            + " virtual machine size " + size.name()
                            + ". The number of network interface configurations"
                            + " is " + interfaces + ", and the maximum allowed is " + size.maxInterfaces() + ".");
        }
        if (profile.at("/storageProfile/dataDisks").size() > size.maxDataDisks()) {
            throw ArmError.conflict(
                    "OperationNotAllowed",
                    "The maximum number of data disks allowed to be attached to a VM of this size is "
                            + size.maxDataDisks() + ".");
        }
    }

    private void checkFaultDomains(int count) {
        boolean fits = flexible ? count == 1 : count == 1 || count == MOST_FAULT_DOMAINS;
        if (write.body().path("zones").size() > 0 && !fits) {
            throw OsProfiles.invalid(
                    "platformFaultDomainCount",
                    "The value " + count + " of parameter 'platformFaultDomainCount' is invalid for a zonal virtual"
                            + " machine scale set: it must be 1"
                            + (flexible ? "." : " or " + MOST_FAULT_DOMAINS + "."));
        }
    }

    private void complete(ObjectNode properties, int capacity) {
        if (!properties.has("platformFaultDomainCount")) {
            boolean group = properties.path("singlePlacementGroup").asBoolean(false);
            boolean spread = flexible || write.body().has("zones") && !group;
            properties.put("platformFaultDomainCount", spread ? 1 : MOST_FAULT_DOMAINS);
        }
        if (!properties.has("singlePlacementGroup")) {
            boolean spread = properties.path("platformFaultDomainCount").asInt() == 1;
            properties.put("singlePlacementGroup", !flexible && !spread && capacity <= LARGEST_IN_ONE_GROUP);
        }
        if (!flexible && !properties.has("overprovision")) {
            properties.put("overprovision", true);
        }
        if (!flexible || properties.path("upgradePolicy").has("mode")) {
            completeUpgrades(properties);
        }
    }

    /** Clients write the mode in any case. */
    private static void completeUpgrades(ObjectNode properties) {
        String given = properties.path("upgradePolicy").path("mode").asText("Manual");
        String mode = UPGRADE_MODES.stream()
                .filter(given::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> OsProfiles.invalid(
                        "upgradePolicy.mode",
                        "The value '" + given + "' of parameter 'upgradePolicy.mode' is not one of "
                                + String.join(", ", UPGRADE_MODES) + "."));
        properties.withObject("/upgradePolicy").put("mode", mode);
        JsonNode profile = properties.path("virtualMachineProfile");
        boolean knowsHealth = profile.at("/networkProfile/healthProbe").has("id")
                || profile.at("/extensionProfile/extensions").findValuesAsText("type").stream()
                        .anyMatch(type -> type.startsWith("ApplicationHealth"));
        if (mode.equals("Rolling") && !knowsHealth) {
            throw ArmError.badRequest(
                    "BadRequest",
                    "Rolling Upgrade mode is not supported for this Virtual Machine Scale Set because a health probe or"
                            + " health extension was not provided.");
        }
    }

    private void checkProfile(ObjectNode profile) {
        JsonNode configurations = profile.path("networkProfile").path("networkInterfaceConfigurations");
        if (configurations.isEmpty()) {
            throw OsProfiles.invalid(
                    "networkProfile",
                    "Required parameter 'virtualMachineProfile.networkProfile.networkInterfaceConfigurations' is"
                            + " missing (null).");
        }
        ObjectNode storage = profile.withObject("/storageProfile");
        ObjectNode osDisk = storage.withObject("/osDisk");
        if (!osDisk.has("createOption")) {
            osDisk.put("createOption", "FromImage");
        }
        if (!osDisk.has("caching")) {
            osDisk.put("caching", "ReadWrite");
        }
        if (!(storage.path("imageReference") instanceof ObjectNode image)) {
            throw OsProfiles.invalid(
                    "imageReference", "Required parameter 'storageProfile.imageReference' is missing (null).");
        }
        Images.require(image.deepCopy(), write.store());
        ObjectNode osProfile = profile.withObject("/osProfile");
        if (!osProfile.has("computerNamePrefix")) {
            osProfile.put("computerNamePrefix", write.id().name());
        }
        OsProfiles.checkSize(profile.path("userData"), "virtualMachineProfile.userData");
        if (write.before().isEmpty()) {
            OsProfiles.check(osProfile, "virtualMachineProfile.osProfile");
        } else {
            OsProfiles.checkSize(osProfile.path("customData"), "virtualMachineProfile.osProfile.customData");
        }
    }

    private void refuseFewerZones() {
        Set<String> now = new HashSet<>();
        write.body().path("zones").forEach(zone -> now.add(zone.asText()));
        write.before()
                .ifPresent(before -> before.path("zones").forEach(zone -> {
                    if (!now.contains(zone.asText())) {
                        throw FixedProperties.changed("zones");
                    }
                }));
    }
}
