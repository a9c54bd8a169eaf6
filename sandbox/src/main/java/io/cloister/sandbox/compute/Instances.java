// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The instances of one scale set: spread over its zones, numbered without ever using a number twice. */
final class Instances {

    static final String TYPE = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines";
    static final String NIC_TYPE = TYPE + "/networkInterfaces";
    /** Kept with the scale set, and hidden in answers. */
    static final String NEXT_NUMBER = "nextInstanceNumber";

    /** Instances and their interfaces, to be read, and instances to be deleted one by one. */
    record Type(String type, Timing timing) implements ResourceType {
        @Override
        public boolean mergesOnPut() {
            return true;
        }

        @Override
        public void deleted(ResourceId id, ObjectNode resource, Store store) {
            if (type.equals(TYPE)) {
                new Instances(id.parent(), store).removeInterfaces(id);
                store.get(id.parent()).ifPresent(scaleSet -> {
                    int capacity = scaleSet.path("sku").path("capacity").asInt();
                    scaleSet.withObject("/sku").put("capacity", Math.max(0, capacity - 1));
                });
            }
        }

        @Override
        public void hide(ObjectNode shown) {
            OsProfiles.hide(shown);
        }
    }

    private final ResourceId scaleSetId;
    private final Store store;

    Instances(ResourceId scaleSetId, Store store) {
        this.scaleSetId = scaleSetId;
        this.store = store;
    }

    /** In the order of their numbers. */
    List<ObjectNode> all() {
        return store.under(scaleSetId + "/")
                .filter(one -> one.path("type").asText().equals(TYPE))
                .sorted(Comparator.comparing(one -> one.path("instanceId").asInt()))
                .toList();
    }

    void add(ObjectNode scaleSet) {
        ObjectNode ofSet = scaleSet.withObject("/properties");
        int number = ofSet.path(NEXT_NUMBER).asInt(0);
        ofSet.put(NEXT_NUMBER, number + 1);
        ResourceId id = scaleSetId.child("virtualMachines", Integer.toString(number));
        ObjectNode instance = JsonNodeFactory.instance.objectNode();
        instance.put("id", id.toString())
                .put("name", scaleSetId.name() + "_" + number)
                .put("type", TYPE)
                .put("instanceId", Integer.toString(number));
        for (String field : List.of("location", "tags", "identity")) {
            if (scaleSet.has(field)) {
                instance.set(field, scaleSet.path(field).deepCopy());
            }
        }
        instance.putObject("sku").set("name", scaleSet.path("sku").path("name"));
        if (scaleSet.path("zones").size() > 0) {
            instance.putArray("zones").add(emptiestZone(scaleSet));
        }
        JsonNode profile = ofSet.path("virtualMachineProfile");
        ObjectNode properties = instance.putObject("properties");
        properties.put("latestModelApplied", true).put("provisioningState", "Creating");
        properties.put("vmId", UUID.randomUUID().toString());
        properties
                .putObject("hardwareProfile")
                .set("vmSize", scaleSet.path("sku").path("name"));
        properties.set("storageProfile", profile.path("storageProfile").deepCopy());
        ObjectNode osProfile = profile.path("osProfile").deepCopy();
        osProfile.remove("computerNamePrefix");
        osProfile.put("computerName", computerName(profile, number));
        properties.set("osProfile", osProfile);
        InstanceInterfaces.add(id, profile, properties, store);
        store.put(id, instance);
    }

    void powerOn() {
        for (ObjectNode instance : all()) {
            ObjectNode properties = instance.withObject("/properties");
            if (properties.path("provisioningState").asText().equals("Creating")) {
                properties.put("provisioningState", "Succeeded");
                store.started(ResourceId.of(instance.path("id").asText()));
            }
        }
    }

    void remove(ObjectNode instance) {
        ResourceId id = ResourceId.of(instance.path("id").asText());
        store.remove(id);
        removeInterfaces(id);
    }

    private void removeInterfaces(ResourceId instance) {
        List<ObjectNode> interfaces = store.under(instance + "/").toList();
        interfaces.forEach(nic -> store.remove(ResourceId.of(nic.path("id").asText())));
    }

    private String emptiestZone(ObjectNode scaleSet) {
        return StreamSupport.stream(scaleSet.path("zones").spliterator(), false)
                .map(JsonNode::asText)
                .min(Comparator.comparing(this::population))
                .orElseThrow();
    }

    private long population(String zone) {
        return all().stream()
                .filter(instance -> instance.path("zones").path(0).asText().equals(zone))
                .count();
    }

    /** The prefix and the number as six digits in base 36. */
    private static String computerName(JsonNode profile, int number) {
        String digits = Integer.toString(number, 36).toUpperCase(Locale.ROOT);
        return profile.path("osProfile").path("computerNamePrefix").asText() + "0".repeat(6 - digits.length()) + digits;
    }
}
