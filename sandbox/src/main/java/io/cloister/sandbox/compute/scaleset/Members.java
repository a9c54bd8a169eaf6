// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.disk.Images;
import io.cloister.sandbox.compute.machine.Power;
import io.cloister.sandbox.compute.machine.VirtualMachines;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The machines of one scale set, spread over its zones. */
abstract sealed class Members permits UniformMembers, FlexibleMembers {

    /** Noted on a scale set and on a member: the number of the model, and which one the member was made from. */
    static final String MODEL = "model";

    final ResourceId scaleSetId;
    final Store store;

    Members(ResourceId scaleSetId, Store store) {
        this.scaleSetId = scaleSetId;
        this.store = store;
    }

    static Members of(ResourceId scaleSetId, Store store) {
        boolean flexible = store.get(scaleSetId).filter(Members::isFlexible).isPresent();
        return flexible ? new FlexibleMembers(scaleSetId, store) : new UniformMembers(scaleSetId, store);
    }

    static boolean isFlexible(JsonNode scaleSet) {
        return scaleSet.at("/properties/orchestrationMode").asText().equalsIgnoreCase("Flexible");
    }

    /** The oldest first. */
    abstract List<ObjectNode> all();

    abstract void add(ObjectNode scaleSet);

    /** The scale set's capacity stays as it is. */
    abstract void remove(ObjectNode member);

    /** Brings the member's network to the model. */
    abstract void network(ObjectNode member, ObjectNode scaleSet);

    abstract String instanceId(ObjectNode member);

    /** Powers on those that have just been made. */
    void powerOn(SandboxClock clock) {
        for (ObjectNode member : all()) {
            if (Power.of(member).isEmpty()) {
                member.withObject("/properties").put("provisioningState", "Succeeded");
                VirtualMachines.powerOn(member, clock);
                store.started(ResourceId.of(member.path("id").asText()));
            }
        }
    }

    static boolean isLatest(ObjectNode member, ObjectNode scaleSet) {
        return Notes.read(member, MODEL).asInt() == Notes.read(scaleSet, MODEL).asInt();
    }

    /** Brings a member to the model; what its guest read at its first start stays until it is reimaged. */
    void upgrade(ObjectNode member, ObjectNode scaleSet) {
        ObjectNode properties = member.withObject("/properties");
        properties
                .withObject("/hardwareProfile")
                .set("vmSize", scaleSet.path("sku").path("name"));
        JsonNode image = profile(scaleSet).at("/storageProfile/imageReference");
        if (image.isObject()) {
            properties.withObject("/storageProfile").set("imageReference", exact(image));
        }
        network(member, scaleSet);
        latest(member, scaleSet);
        store.put(ResourceId.of(member.path("id").asText()), member);
    }

    /** Gives a member the first-start settings of the model, keeping its name. */
    void refreshOs(ObjectNode member, ObjectNode scaleSet) {
        JsonNode name = member.at("/properties/osProfile/computerName");
        member.withObject("/properties").set("osProfile", osProfile(scaleSet, name.asText()));
    }

    void latest(ObjectNode member, ObjectNode scaleSet) {
        Notes.of(member).set(MODEL, Notes.read(scaleSet, MODEL));
        if (!isFlexible(scaleSet)) {
            member.withObject("/properties").put("latestModelApplied", true);
        }
    }

    static JsonNode profile(ObjectNode scaleSet) {
        return scaleSet.path("properties").path("virtualMachineProfile");
    }

    /** A new member with all but its interfaces and disks. */
    ObjectNode create(ResourceId id, String name, String type, ObjectNode scaleSet, String computerName) {
        ObjectNode member = JsonNodeFactory.instance.objectNode();
        member.put("id", id.toString()).put("name", name).put("type", type);
        for (String field : List.of("location", "tags", "identity", "plan")) {
            if (scaleSet.has(field)) {
                member.set(field, scaleSet.path(field).deepCopy());
            }
        }
        if (scaleSet.path("zones").size() > 0) {
            member.putArray("zones").add(emptiestZone(scaleSet));
        }
        JsonNode profile = profile(scaleSet);
        ObjectNode properties = member.putObject("properties");
        properties
                .put("provisioningState", "Creating")
                .put("vmId", UUID.randomUUID().toString());
        properties
                .putObject("hardwareProfile")
                .set("vmSize", scaleSet.path("sku").path("name"));
        ObjectNode storage = properties.putObject("storageProfile");
        if (profile.path("storageProfile").isObject()) {
            storage.setAll((ObjectNode) profile.path("storageProfile").deepCopy());
        }
        if (storage.path("imageReference").isObject()) {
            storage.set("imageReference", exact(storage.path("imageReference")));
        }
        properties.set("osProfile", osProfile(scaleSet, computerName));
        for (String field : List.of(
                "userData", "diagnosticsProfile", "securityProfile", "licenseType", "priority", "evictionPolicy")) {
            if (profile.has(field)) {
                properties.set(field, profile.path(field).deepCopy());
            }
        }
        return member;
    }

    private ObjectNode exact(JsonNode image) {
        ObjectNode reference = image.deepCopy();
        Images.require(reference, store);
        return reference;
    }

    private static ObjectNode osProfile(ObjectNode scaleSet, String computerName) {
        ObjectNode osProfile = JsonNodeFactory.instance.objectNode();
        if (profile(scaleSet).path("osProfile").isObject()) {
            osProfile.setAll((ObjectNode) profile(scaleSet).path("osProfile").deepCopy());
        }
        osProfile.remove("computerNamePrefix");
        return osProfile.put("computerName", computerName);
    }

    private String emptiestZone(ObjectNode scaleSet) {
        return StreamSupport.stream(scaleSet.path("zones").spliterator(), false)
                .map(JsonNode::asText)
                .min(Comparator.comparing(this::population))
                .orElseThrow();
    }

    private long population(String zone) {
        return all().stream()
                .filter(member -> member.path("zones").path(0).asText().equals(zone))
                .count();
    }
}
