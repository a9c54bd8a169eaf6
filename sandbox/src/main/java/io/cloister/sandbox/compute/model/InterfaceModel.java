// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.address.PrivateAddresses;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A {@code networkInterfaceConfiguration}: the model that Azure makes a machine's network interface from. */
public record InterfaceModel(JsonNode model) {

    public String name() {
        return model.path("name").asText();
    }

    public boolean isPrimary() {
        return model.path("properties").path("primary").asBoolean(false);
    }

    /** The interface as it is to be stored; one that was there keeps its addresses. */
    public ObjectNode make(ResourceId id, String type, ObjectNode machine, Store store) {
        Optional<ObjectNode> before = store.get(id);
        ObjectNode nic = JsonNodeFactory.instance.objectNode();
        nic.put("id", id.toString()).put("name", id.name()).put("type", type);
        nic.put("etag", "W/\"" + UUID.randomUUID() + "\"");
        nic.set("location", machine.path("location"));
        ObjectNode properties = nic.putObject("properties");
        properties.setAll((ObjectNode) model.path("properties").deepCopy());
        properties.remove("deleteOption");
        properties.put("provisioningState", "Succeeded");
        properties.put(
                "resourceGuid",
                before.map(old -> old.at("/properties/resourceGuid").asText())
                        .orElseGet(() -> UUID.randomUUID().toString()));
        properties.putObject("virtualMachine").set("id", machine.path("id"));
        before.map(old -> old.at("/properties/macAddress"))
                .filter(JsonNode::isTextual)
                .ifPresent(old -> properties.set("macAddress", old));
        give(nic);
        List<ObjectNode> configurations = new ArrayList<>();
        for (JsonNode configuration : properties.path("ipConfigurations")) {
            configurations.add(complete(id, type, (ObjectNode) configuration));
        }
        PrivateAddresses.allocate(id, configurations, before, store);
        return nic;
    }

    /** Gives an interface that has a machine the hardware address that it keeps; from a block that is Azure's. */
    public static void give(ObjectNode nic) {
        ObjectNode properties = nic.withObject("/properties");
        if (!properties.has("macAddress")) {
            int random = UUID.randomUUID().hashCode();
            properties.put(
                    "macAddress",
                    String.format("00-0D-3A-%02X-%02X-%02X", random >>> 16 & 0xff, random >>> 8 & 0xff, random & 0xff));
        }
    }

    private static ObjectNode complete(ResourceId nic, String type, ObjectNode configuration) {
        ResourceId id = nic.child("ipConfigurations", configuration.path("name").asText());
        configuration.put("id", id.toString()).put("type", type + "/ipConfigurations");
        ObjectNode properties = configuration.withObject("/properties");
        properties.put("provisioningState", "Succeeded");
        JsonNode publicIp = properties.path("publicIPAddressConfiguration");
        if (publicIp.isObject()) {
            String name = publicIp.path("name").asText("pip");
            properties
                    .putObject("publicIPAddress")
                    .put("id", id.child("publicIPAddresses", name).toString());
        }
        return configuration;
    }
}
