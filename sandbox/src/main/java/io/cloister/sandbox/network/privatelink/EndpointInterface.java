// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.vnet.NetworkInterfaces;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The network interface that an endpoint makes for itself, with an address of its subnet. */
final class EndpointInterface {

    private static final String CONFIGURATIONS = "ipConfigurations";

    private EndpointInterface() {}

    static ResourceId make(ResourceId endpointId, ObjectNode endpoint, Store store) {
        JsonNode properties = endpoint.path("properties");
        String name =
                properties.path("customNetworkInterfaceName").asText(endpointId.name() + ".nic." + UUID.randomUUID());
        ResourceId id =
                new ResourceId(endpointId.scope(), endpointId.namespace(), List.of("networkInterfaces"), List.of(name));
        ObjectNode nic = JsonNodeFactory.instance.objectNode();
        nic.put("id", id.toString())
                .put("name", name)
                .put("type", id.type())
                .put("etag", "W/\"" + UUID.randomUUID() + "\"")
                .put("location", endpoint.path("location").asText());
        ArrayNode configurations = nic.putObject("properties").putArray(CONFIGURATIONS);
        List<ObjectNode> wanted = Parts.of(endpoint, CONFIGURATIONS);
        if (wanted.isEmpty()) {
            configurations.add(configuration(properties, JsonNodeFactory.instance.objectNode()));
        }
        wanted.forEach(one -> configurations.add(configuration(properties, one.path("properties"))));
        new NetworkInterfaces().write(new Write(id, nic, Optional.empty(), "", store));
        ObjectNode made = nic.withObject("/properties").put("provisioningState", "Succeeded");
        made.putObject("privateEndpoint").put("id", endpointId.toString());
        store.put(id, nic);
        return id;
    }

    /** @param wanted what the endpoint says of this address; empty where it says nothing */
    private static ObjectNode configuration(JsonNode endpoint, JsonNode wanted) {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        configuration.put("name", "privateEndpointIpConfig." + UUID.randomUUID());
        ObjectNode properties = configuration.putObject("properties");
        properties.putObject("subnet").put("id", endpoint.at("/subnet/id").asText());
        if (wanted.hasNonNull("privateIPAddress")) {
            properties
                    .put("privateIPAddress", wanted.path("privateIPAddress").asText())
                    .put("privateIPAllocationMethod", "Static");
        }
        String group = Optional.of(endpoint.at("/privateLinkServiceConnections/0/properties/groupIds/0"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElse("");
        properties
                .putObject("privateLinkConnectionProperties")
                .put("groupId", wanted.path("groupId").asText(group))
                .put("requiredMemberName", wanted.path("memberName").asText(group))
                .putArray("fqdns");
        return configuration;
    }
}
