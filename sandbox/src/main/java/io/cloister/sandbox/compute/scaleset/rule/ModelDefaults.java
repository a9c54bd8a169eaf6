// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.catalog.ImageCatalog;
import io.cloister.sandbox.compute.machine.Extensions;
import io.cloister.sandbox.compute.model.OsProfiles;

/**
 * What Azure adds to the model of a scale set's machines and shows from then on. Clients rely on it: the Azure cloud
 * controller reads {@code osDisk.osType} without looking whether it is there.
 *
 * <p>Source: the answers in azure-rest-api-specs, {@code VirtualMachineScaleSet_Get}, and cloud-provider-azure v1.32.
 */
public record ModelDefaults(ObjectNode profile) {

    private static final String OS_TYPE = "osType";

    public void complete() {
        ObjectNode storage = profile.withObject("/storageProfile");
        JsonNode image = storage.path("imageReference");
        ObjectNode osDisk = storage.withObject("/osDisk");
        if (!osDisk.has(OS_TYPE)) {
            osDisk.put(OS_TYPE, ImageCatalog.osType(image));
        }
        if (!osDisk.has("diskSizeGB")) {
            osDisk.put("diskSizeGB", ImageCatalog.diskSizeGb(image));
        }
        ObjectNode managed = osDisk.withObject("/managedDisk");
        if (!managed.has("storageAccountType")) {
            managed.put("storageAccountType", "Premium_LRS");
        }
        OsProfiles.complete(profile.withObject("/osProfile"));
        for (JsonNode configuration : profile.at("/networkProfile/networkInterfaceConfigurations")) {
            completeInterface(((ObjectNode) configuration).withObject("/properties"));
        }
        for (JsonNode extension : profile.at("/extensionProfile/extensions")) {
            Extensions.complete(((ObjectNode) extension).withObject("/properties"));
        }
    }

    private static void completeInterface(ObjectNode properties) {
        if (properties.path("primary").isTextual()) {
            properties.put("primary", properties.path("primary").asBoolean());
        }
        for (String off :
                new String[] {"enableAcceleratedNetworking", "disableTcpStateTracking", "enableIPForwarding"}) {
            if (!properties.has(off)) {
                properties.put(off, false);
            }
        }
        properties.withObject("/dnsSettings").withArray("/dnsServers");
        for (JsonNode configuration : properties.path("ipConfigurations")) {
            ObjectNode ip = ((ObjectNode) configuration).withObject("/properties");
            if (!ip.has("privateIPAddressVersion")) {
                ip.put("privateIPAddressVersion", "IPv4");
            }
        }
    }
}
