// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.address.PrivateAddresses;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The network interfaces of a scale set's instance, made after the scale set's model. */
final class InstanceInterfaces {

    private InstanceInterfaces() {}

    static void add(ResourceId instance, JsonNode profile, ObjectNode instanceProperties, Store store) {
        ArrayNode references = instanceProperties.withObject("/networkProfile").putArray("networkInterfaces");
        for (JsonNode model : profile.path("networkProfile").path("networkInterfaceConfigurations")) {
            ResourceId id =
                    instance.child("networkInterfaces", model.path("name").asText());
            boolean primary = model.path("properties").path("primary").asBoolean();
            store.put(id, newInterface(id, instance, model, store));
            references
                    .addObject()
                    .put("id", id.toString())
                    .putObject("properties")
                    .put("primary", primary);
        }
    }

    private static ObjectNode newInterface(ResourceId id, ResourceId instance, JsonNode model, Store store) {
        ObjectNode nic = JsonNodeFactory.instance.objectNode();
        nic.put("id", id.toString()).put("name", id.name()).put("type", Instances.NIC_TYPE);
        ObjectNode properties = nic.putObject("properties");
        properties.setAll((ObjectNode) model.path("properties").deepCopy());
        properties.put("provisioningState", "Succeeded");
        properties.putObject("virtualMachine").put("id", instance.toString());
        List<ObjectNode> configurations = new ArrayList<>();
        for (JsonNode configuration : properties.path("ipConfigurations")) {
            configurations.add(complete(id, (ObjectNode) configuration));
        }
        PrivateAddresses.allocate(id, configurations, Optional.empty(), store);
        return nic;
    }

    private static ObjectNode complete(ResourceId nic, ObjectNode configuration) {
        ResourceId id = nic.child("ipConfigurations", configuration.path("name").asText());
        configuration.put("id", id.toString());
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
