// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** An extension of a machine, which installs something in its guest. Its protected settings are never shown. */
public final class Extensions implements ComputeType {

    @Override
    public String type() {
        return VirtualMachines.TYPE + "/extensions";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(30, 30, 15);
    }

    @Override
    public void write(Write write) {
        check(write);
        write.store()
                .get(write.id().parent())
                .ifPresent(machine -> write.body().set("location", machine.path("location")));
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
    }
}
