// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The network interface that an endpoint or a service makes for itself, with addresses of its subnet. */
final class LinkInterface {

    private static final String CONFIGURATIONS = "ipConfigurations";

    private LinkInterface() {}

    static ResourceId ofEndpoint(ResourceId owner, ObjectNode endpoint, Store store) {
        JsonNode properties = endpoint.path("properties");
        List<ObjectNode> wanted = Parts.of(endpoint, CONFIGURATIONS);
        List<ObjectNode> configurations = wanted.isEmpty()
                ? List.of(configuration(properties, JsonNodeFactory.instance.objectNode()))
                : wanted.stream()
                        .map(one -> configuration(properties, one.path("properties")))
                        .toList();
        return make(owner, endpoint, "privateEndpoint", configurations, store);
    }

    static ResourceId ofService(ResourceId owner, ObjectNode service, Store store) {
        List<ObjectNode> configurations = Parts.of(service, CONFIGURATIONS).stream()
                .map(one -> {
                    ObjectNode configuration = JsonNodeFactory.instance.objectNode();
                    configuration.set("name", one.path("name"));
                    ObjectNode properties = configuration.putObject("properties");
                    for (String field : List.of("subnet", "privateIPAddress", "privateIPAllocationMethod", "primary")) {
                        if (one.path("properties").has(field)) {
                            properties.set(
                                    field, one.path("properties").path(field).deepCopy());
                        }
                    }
                    return configuration;
                })
                .toList();
        return make(owner, service, "privateLinkService", configurations, store);
    }

    private static ResourceId make(
            ResourceId owner, ObjectNode resource, String kind, List<ObjectNode> configurations, Store store) {
        String chosen = resource.at("/properties/customNetworkInterfaceName").asText();
        String name = chosen.isEmpty() ? begin(owner.name()) + ".nic." + UUID.randomUUID() : chosen;
        ResourceId id = new ResourceId(owner.scope(), owner.namespace(), List.of("networkInterfaces"), List.of(name));
        ObjectNode nic = JsonNodeFactory.instance.objectNode();
        nic.put("id", id.toString())
                .put("name", id.name())
                .put("type", id.type())
                .put("etag", "W/\"" + UUID.randomUUID() + "\"")
                .put("location", resource.path("location").asText());
        nic.putObject("properties").putArray(CONFIGURATIONS).addAll(configurations);
        new NetworkInterfaces().write(new Write(id, nic, Optional.empty(), "", store));
        nic.withObject("/properties")
                .put("provisioningState", "Succeeded")
                .putObject(kind)
                .put("id", owner.toString());
        store.put(id, nic);
        return id;
    }

    /** As much of the owner's name as leaves room for the rest in the 80 characters that a name may have. */
    private static String begin(String name) {
        return name.substring(0, Math.min(name.length(), 39));
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
