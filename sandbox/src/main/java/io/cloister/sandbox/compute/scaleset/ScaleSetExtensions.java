// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.machine.Extensions;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** An extension of a scale set: a child of it, and a part of its model. */
public final class ScaleSetExtensions implements ComputeType {

    private static final String IN_MODEL = "/properties/virtualMachineProfile/extensionProfile/extensions";

    @Override
    public String type() {
        return VirtualMachineScaleSets.TYPE + "/extensions";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(20, 20, 15);
    }

    @Override
    public void write(Write write) {
        Extensions.check(write);
    }

    @Override
    public void accepted(ResourceId id, Store store) {
        store.get(id.parent()).ifPresent(scaleSet -> {
            ArrayNode model = scaleSet.withArray(IN_MODEL);
            remove(model, id.name());
            ObjectNode entry = model.addObject().put("name", id.name());
            entry.set(
                    "properties", store.get(id).orElseThrow().path("properties").deepCopy());
        });
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        store.get(id.parent()).ifPresent(scaleSet -> remove(scaleSet.withArray(IN_MODEL), id.name()));
    }

    @Override
    public void hide(ObjectNode shown) {
        shown.withObject("/properties").remove("protectedSettings");
    }

    /** Those that came with the scale set's own PUT. */
    static void fromModel(ResourceId scaleSetId, ObjectNode scaleSet, Store store) {
        for (JsonNode model : scaleSet.at(IN_MODEL)) {
            ResourceId id = scaleSetId.child("extensions", model.path("name").asText());
            ObjectNode extension = model.deepCopy();
            extension.put("id", id.toString()).put("type", VirtualMachineScaleSets.TYPE + "/extensions");
            extension.withObject("/properties").put("provisioningState", "Succeeded");
            store.put(id, extension);
        }
    }

    private static void remove(ArrayNode model, String name) {
        for (int i = model.size() - 1; i >= 0; i--) {
            if (model.get(i).path("name").asText().equalsIgnoreCase(name)) {
                model.remove(i);
            }
        }
    }
}
