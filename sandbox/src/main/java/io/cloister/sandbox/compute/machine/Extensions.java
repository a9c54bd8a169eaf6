// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** An extension of a machine or of one instance of a scale set, which installs something in its guest. Its protected settings are never shown. */
public record Extensions(String type) implements ComputeType {

    public static List<Extensions> all() {
        return List.of(
                new Extensions(VirtualMachines.TYPE + "/extensions"),
                new Extensions("Microsoft.Compute/virtualMachineScaleSets/virtualMachines/extensions"));
    }

    @Override
    public Timing timing() {
        return Timing.seconds(30, 30, 15);
    }

    @Override
    public void write(Write write) {
        check(write);
        write.store().get(write.id().parent()).ifPresent(machine -> {
            Power.requireRunning(machine);
            write.body().set("location", machine.path("location"));
        });
    }

    @Override
    public void hide(ObjectNode shown) {
        shown.withObject("/properties").remove("protectedSettings");
    }

    /** The same for a scale set's. */
    public static void check(Write write) {
        for (String required : new String[] {"publisher", "type", "typeHandlerVersion"}) {
            if (write.properties().path(required).asText().isEmpty()) {
                throw OsProfiles.invalid(
                        "properties." + required,
                        "Required parameter 'properties." + required + "' is missing (null).");
            }
        }
        complete(write.properties());
    }

    /** Azure's SDK for Java takes the flag for given. Source: {@code VirtualMachineScaleSetExtensionImpl}. */
    public static void complete(ObjectNode properties) {
        if (!properties.has("autoUpgradeMinorVersion")) {
            properties.put("autoUpgradeMinorVersion", false);
        }
    }
}
