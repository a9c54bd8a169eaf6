// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;
import java.util.List;

/** All types of Microsoft.Compute that there are. */
public final class ComputeTypes {

    private ComputeTypes() {}

    public static List<ResourceType> all(SandboxClock clock) {
        return List.of(
                new VirtualMachines(clock),
                new VirtualMachineScaleSets(),
                new Instances.Type(Instances.TYPE, Timing.seconds(30, 30, 30)),
                new Instances.Type(Instances.NIC_TYPE, Timing.IMMEDIATE),
                new Disks());
    }
}
