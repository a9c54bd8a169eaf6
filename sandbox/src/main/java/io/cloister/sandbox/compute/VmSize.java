// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import io.cloister.sandbox.resource.ArmError;
import java.util.List;

/** The sizes of machines there are. */
record VmSize(String name, String family, int cores, int memoryGb) {

    private static final List<VmSize> ALL = List.of(
            new VmSize("Standard_B2s", "standardBSFamily", 2, 4),
            new VmSize("Standard_B2ms", "standardBSFamily", 2, 8),
            new VmSize("Standard_B4ms", "standardBSFamily", 4, 16),
            new VmSize("Standard_D2s_v3", "standardDSv3Family", 2, 8),
            new VmSize("Standard_D4s_v3", "standardDSv3Family", 4, 16),
            new VmSize("Standard_D2s_v5", "standardDSv5Family", 2, 8),
            new VmSize("Standard_D4s_v5", "standardDSv5Family", 4, 16),
            new VmSize("Standard_D8s_v5", "standardDSv5Family", 8, 32),
            new VmSize("Standard_D16s_v5", "standardDSv5Family", 16, 64),
            new VmSize("Standard_E2s_v5", "standardESv5Family", 2, 16),
            new VmSize("Standard_E4s_v5", "standardESv5Family", 4, 32),
            new VmSize("Standard_E8s_v5", "standardESv5Family", 8, 64),
            new VmSize("Standard_F2s_v2", "standardFSv2Family", 2, 4),
            new VmSize("Standard_F4s_v2", "standardFSv2Family", 4, 8),
            new VmSize("Standard_F8s_v2", "standardFSv2Family", 8, 16));

    static List<VmSize> all() {
        return ALL;
    }

    static VmSize require(String name) {
        return ALL.stream()
                .filter(size -> size.name.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidParameter",
                        "The value '" + name + "' of parameter vmSize is not a size that there is."));
    }
}
