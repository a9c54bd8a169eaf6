// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A network interface: made at once, its private addresses static or given from the subnet. */
final class NetworkInterfaces implements ResourceType {

    @Override
    public String type() {
        return "Microsoft.Network/networkInterfaces";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(0, 0, 6);
    }

    @Override
    public void write(Write write) {
        InlineChildren.complete(write, "ipConfigurations");
        write.before()
                .map(old -> old.path("properties").path("virtualMachine"))
                .filter(machine -> machine.has("id"))
                .ifPresent(machine -> write.properties().set("virtualMachine", machine));
        write.requireReferences();
        PrivateAddresses.allocate(
                write.id(), InlineChildren.of(write.body(), "ipConfigurations"), write.before(), write.store());
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        String machine =
                resource.path("properties").path("virtualMachine").path("id").asText();
        if (!machine.isEmpty()) {
            throw ArmError.badRequest(
                    "NicInUse",
                    "Network Interface " + id + " is used by existing resource " + machine
                            + ". In order to delete the network interface, it must be dissociated from the resource.");
        }
    }
}
