// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** An instance of a Uniform scale set: made by the set alone, changed and deleted by itself. */
public final class UniformInstances implements ComputeType {

    private static final int MOST_DATA_DISKS = 64;

    /** Its interfaces, and their configurations: to be read. */
    public record Part(String type, boolean isInline) implements ResourceType {

        public static List<Part> all() {
            return List.of(
                    new Part(UniformMembers.NIC_TYPE, false),
                    new Part(UniformMembers.NIC_TYPE + "/ipConfigurations", true));
        }

        @Override
        public Timing timing() {
            return Timing.IMMEDIATE;
        }

        @Override
        public void write(Write write) {
            throw onlyRead(write.id());
        }

        @Override
        public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
            throw onlyRead(id);
        }

        @Override
        public void hide(ObjectNode shown) {
            OsProfiles.hide(shown);
        }

        private static ArmError onlyRead(ResourceId id) {
            return new ArmError(
                    405,
                    "MethodNotAllowed",
                    "The network interfaces of a scale set's instance are written with the instance: " + id + ".");
        }
    }

    @Override
    public String type() {
        return UniformMembers.TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.seconds(30, 30, 30);
    }

    @Override
    public void write(Write write) {
        if (write.before().isEmpty()) {
            throw inactive(write.id().name());
        }
        write.body().remove("resources");
        write.body().put("name", write.before().get().path("name").asText());
        write.properties().remove("instanceView");
        write.requireReferences("Microsoft.Network");
        new MachineDisks(write.id(), write.store()).check(write.properties(), MOST_DATA_DISKS);
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode instance = store.get(id).orElseThrow();
        new UniformMembers(id.parent(), store).interfacesAsConfigured(instance);
        new MachineDisks(id, store).attach(instance);
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        new UniformMembers(id.parent(), store).takeAlong(id, resource);
        store.get(id.parent())
                .ifPresent(scaleSet -> scaleSet.withObject("/sku")
                        .put("capacity", Math.max(0, VirtualMachineScaleSets.capacity(scaleSet) - 1)));
    }

    @Override
    public void hide(ObjectNode shown) {
        OsProfiles.hide(shown);
    }

    static ArmError inactive(String instanceId) {
        return OsProfiles.invalid(
                "instanceIds",
                "The provided instanceId " + instanceId + " is not an active Virtual Machine Scale Set VM instanceId.");
    }
}
