// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an alias points in a resource of some type. Most say so themselves: the type, a slash, and the path below
 * {@code properties}. Those of Compute's beginnings do not.
 *
 * <p>Source: {@code az provider show --namespace Microsoft.Compute --expand resourceTypes/aliases}.
 */
final class Aliases {

    private static final String MACHINES = "microsoft.compute/virtualmachines";
    private static final String SCALE_SETS = "microsoft.compute/virtualmachinescalesets";
    private static final String COMPUTE = "microsoft.compute/";
    private static final String PROFILE = "virtualMachineProfile.";

    /** The short words of Compute, by what they stand for in a machine or in a scale set's machine profile. */
    private static final Map<String, String> SHORT = Map.of(
            "osdisk.imageurl", "storageProfile.osDisk.image.uri",
            "imagepublisher", "storageProfile.imageReference.publisher",
            "imageoffer", "storageProfile.imageReference.offer",
            "imagesku", "storageProfile.imageReference.sku",
            "imageversion", "storageProfile.imageReference.version",
            "imageid", "storageProfile.imageReference.id",
            "osdisk.uri", "storageProfile.osDisk.vhd.uri",
            "osdisk.vhdcontainers", "storageProfile.osDisk.vhdContainers",
            "computernameprefix", "osProfile.computerNamePrefix",
            "licensetype", "licenseType");

    /** What aliases of scale sets may name without saying that it is in the machine profile. */
    private static final Set<String> IN_PROFILE = Set.of(
            "osprofile",
            "storageprofile",
            "networkprofile",
            "extensionprofile",
            "diagnosticsprofile",
            "securityprofile");

    private Aliases() {}

    /** Empty where the alias is none of this type's; all without case. */
    static Optional<String> path(String alias, String type) {
        String lower = alias.toLowerCase(Locale.ROOT);
        String lowerType = type.toLowerCase(Locale.ROOT);
        boolean machine = lowerType.equals(MACHINES);
        boolean scaleSet = lowerType.equals(SCALE_SETS);
        if ((machine || scaleSet) && lower.startsWith(COMPUTE)) {
            String ofBoth = SHORT.get(lower.substring(COMPUTE.length()));
            if (ofBoth != null) {
                return Optional.of(scaleSet ? PROFILE + ofBoth : ofBoth);
            }
        }
        if (!lower.startsWith(lowerType + "/") || lower.indexOf('/', lowerType.length() + 1) > 0) {
            return Optional.empty();
        }
        String path = alias.substring(type.length() + 1);
        if (machine && path.equalsIgnoreCase("sku.name")) {
            return Optional.of("hardwareProfile.vmSize");
        }
        if (machine || scaleSet) {
            String longer = SHORT.getOrDefault(path.toLowerCase(Locale.ROOT), path);
            boolean inProfile = scaleSet
                    && (!longer.equals(path)
                            || IN_PROFILE.contains(path.split("[.\\[]")[0].toLowerCase(Locale.ROOT))
                            || path.equalsIgnoreCase("licenseType"));
            return Optional.of(inProfile ? PROFILE + longer : longer);
        }
        return Optional.of(path);
    }
}
