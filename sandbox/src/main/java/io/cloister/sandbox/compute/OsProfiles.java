// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a machine is given for its first start. Azure takes custom data and passwords, and never shows them again. */
final class OsProfiles {

    private static final List<String> NEVER_SHOWN = List.of("customData", "adminPassword");

    private OsProfiles() {}

    static void hide(ObjectNode machine) {
        for (String profile : List.of("/properties/osProfile", "/properties/virtualMachineProfile/osProfile")) {
            if (machine.at(profile) instanceof ObjectNode os) {
                os.remove(NEVER_SHOWN);
            }
        }
    }
}
