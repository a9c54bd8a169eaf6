// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.identity.AssignedIdentities;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/**
 * A Uniform scale set. New instances exist from the start of the operation and are powered on in the course of it;
 * surplus ones, the newest first, go at its end.
 */
final class VirtualMachineScaleSets implements ResourceType {

    private static final int LARGEST = 1000;

    @Override
    public String type() {
        return "Microsoft.Compute/virtualMachineScaleSets";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(90, 60, 90);
    }

    @Override
    public boolean mergesOnPut() {
        return true;
    }

    @Override
    public void write(Write write) {
        VmSize.require(write.body().path("sku").path("name").asText());
        int capacity = capacity(write.body());
        if (capacity < 0 || capacity > LARGEST) {
            throw ArmError.badRequest(
                    "InvalidParameter",
                    "The value " + capacity + " of parameter 'sku.capacity' is not from 0 to 1000.");
        }
        write.requireReferences("Microsoft.Network");
        AssignedIdentities.complete(write);
        ObjectNode properties = write.properties();
        if (!properties.has("uniqueId")) {
            properties.put("uniqueId", UUID.randomUUID().toString());
        }
        ObjectNode osProfile = properties.withObject("/virtualMachineProfile/osProfile");
        if (!osProfile.has("computerNamePrefix")) {
            osProfile.put("computerNamePrefix", write.id().name());
        }
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        ObjectNode scaleSet = store.get(id).orElseThrow();
        Instances instances = new Instances(id, store);
        for (int missing = capacity(scaleSet) - instances.all().size(); missing > 0; missing--) {
            instances.add(scaleSet);
        }
    }

    @Override
    public void underway(ResourceId id, Store store) {
        new Instances(id, store).powerOn();
    }

    @Override
    public void completed(ResourceId id, Store store) {
        Instances instances = new Instances(id, store);
        List<ObjectNode> all = instances.all();
        int capacity = capacity(store.get(id).orElseThrow());
        all.stream().skip(capacity).forEach(instances::remove);
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        Instances instances = new Instances(id, store);
        instances.all().forEach(instances::remove);
    }

    @Override
    public void hide(ObjectNode shown) {
        OsProfiles.hide(shown);
        shown.withObject("/properties").remove(Instances.NEXT_NUMBER);
    }

    private static int capacity(ObjectNode scaleSet) {
        return scaleSet.path("sku").path("capacity").asInt(0);
    }
}
