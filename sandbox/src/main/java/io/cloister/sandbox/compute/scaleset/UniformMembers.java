// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.MachineDisks;
import io.cloister.sandbox.compute.model.InterfaceModel;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The instances of a Uniform scale set: its children, numbered without ever using a number twice. */
final class UniformMembers extends Members {

    static final String TYPE = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines";
    static final String NIC_TYPE = TYPE + "/networkInterfaces";

    private static final String NEXT_NUMBER = "nextInstanceNumber";
    private static final int ANY_NUMBER = 64;

    UniformMembers(ResourceId scaleSetId, Store store) {
        super(scaleSetId, store);
    }

    @Override
    List<ObjectNode> all() {
        return store.under(scaleSetId + "/")
                .filter(one -> one.path("type").asText().equals(TYPE))
                .sorted(Comparator.comparing(one -> one.path("instanceId").asInt()))
                .toList();
    }

    @Override
    void add(ObjectNode scaleSet) {
        int number = Notes.read(scaleSet, NEXT_NUMBER).asInt(0);
        Notes.of(scaleSet).put(NEXT_NUMBER, number + 1);
        ResourceId id = scaleSetId.child("virtualMachines", Integer.toString(number));
        String name = scaleSetId.name() + "_" + number;
        ObjectNode instance = create(id, name, TYPE, scaleSet, computerName(scaleSet, number));
        instance.put("instanceId", Integer.toString(number));
        instance.putObject("sku")
                .put("tier", "Standard")
                .set("name", scaleSet.path("sku").path("name"));
        network(instance, scaleSet);
        disks(id, instance);
        latest(instance, scaleSet);
        store.put(id, instance);
    }

    @Override
    void remove(ObjectNode instance) {
        ResourceId id = ResourceId.of(instance.path("id").asText());
        store.remove(id);
        takeAlong(id, instance);
    }

    /** What goes with an instance. */
    void takeAlong(ResourceId id, ObjectNode instance) {
        new MachineDisks(id, store).dispose(instance);
        List<ObjectNode> inside = store.under(id + "/").toList();
        inside.forEach(part -> store.remove(ResourceId.of(part.path("id").asText())));
    }

    @Override
    void network(ObjectNode instance, ObjectNode scaleSet) {
        JsonNode profile = profile(scaleSet).path("networkProfile");
        if (profile.isObject()) {
            instance.withObject("/properties").set("networkProfileConfiguration", profile.deepCopy());
        }
        interfacesAsConfigured(instance);
    }

    /** Makes its interfaces after its own configuration, which a client may have changed for it alone. */
    void interfacesAsConfigured(ObjectNode instance) {
        ObjectNode properties = instance.withObject("/properties");
        ArrayNode references = properties.withObject("/networkProfile").putArray("networkInterfaces");
        ResourceId id = ResourceId.of(instance.path("id").asText());
        for (JsonNode node : properties.path("networkProfileConfiguration").path("networkInterfaceConfigurations")) {
            InterfaceModel model = new InterfaceModel(node);
            ResourceId nic = id.child("networkInterfaces", model.name());
            store.put(nic, model.make(nic, NIC_TYPE, instance, store));
            references
                    .addObject()
                    .put("id", nic.toString())
                    .putObject("properties")
                    .put("primary", model.isPrimary());
        }
    }

    @Override
    String instanceId(ObjectNode member) {
        return member.path("instanceId").asText();
    }

    List<ObjectNode> interfaces(ResourceId instance) {
        return store.under(instance + "/networkInterfaces/").toList();
    }

    private void disks(ResourceId id, ObjectNode instance) {
        ObjectNode properties = instance.withObject("/properties");
        ObjectNode osDisk = properties.withObject("/storageProfile/osDisk");
        if (osDisk.path("diffDiskSettings").isObject()) {
            return;
        }
        osDisk.put("deleteOption", "Delete");
        properties
                .path("storageProfile")
                .path("dataDisks")
                .forEach(disk -> ((ObjectNode) disk).put("deleteOption", "Delete"));
        MachineDisks disks = new MachineDisks(
                id, scaleSetId.name() + "_" + instance.path("name").asText(), store);
        disks.check(instance, ANY_NUMBER);
        disks.attach(instance);
    }

    /** The prefix and the number as six digits in base 36. */
    private static String computerName(ObjectNode scaleSet, int number) {
        String digits = Integer.toString(number, 36).toUpperCase(Locale.ROOT);
        return profile(scaleSet).path("osProfile").path("computerNamePrefix").asText()
                + "0".repeat(6 - digits.length())
                + digits;
    }
}
