// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The routes that an interface's traffic follows: its network's own, those of peerings, Azure's system routes, and the
 * user's, which make the former of the same prefix invalid. Source: Azure docs, "Virtual network traffic routing".
 */
final class EffectiveRoutes {

    private static final List<String> DROPPED =
            List.of("10.0.0.0/8", "127.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16");

    private final Store store;

    EffectiveRoutes(Store store) {
        this.store = store;
    }

    List<ObjectNode> of(ObjectNode nic) {
        String subnetId =
                nic.at("/properties/ipConfigurations/0/properties/subnet/id").asText();
        ObjectNode subnet = store.get(subnetId).orElseGet(JsonNodeFactory.instance::objectNode);
        List<JsonNode> own = store
                .get(subnet.at("/properties/routeTable/id").asText())
                .map(table -> Parts.of(table, "routes"))
                .orElse(List.of())
                .stream()
                .map(route -> route.path("properties"))
                .toList();
        List<String> overridden =
                own.stream().map(route -> route.path("addressPrefix").asText()).toList();
        List<ObjectNode> routes = new ArrayList<>();
        ResourceId.parse(subnetId).flatMap(id -> store.get(id.parent())).ifPresent(network -> {
            prefixes(network).forEach(prefix -> routes.add(system(prefix, "VnetLocal", overridden)));
            Parts.of(network, "virtualNetworkPeerings").stream()
                    .filter(half -> half.at("/properties/peeringState").asText().equals("Connected"))
                    .flatMap(half -> store
                            .get(half.at("/properties/remoteVirtualNetwork/id").asText())
                            .stream())
                    .flatMap(remote -> prefixes(remote).stream())
                    .forEach(prefix -> routes.add(system(prefix, "VNetPeering", overridden)));
        });
        boolean isPrivate = subnet.at("/properties/defaultOutboundAccess").isBoolean()
                && !subnet.at("/properties/defaultOutboundAccess").asBoolean()
                && !subnet.at("/properties").has("natGateway");
        routes.add(system("0.0.0.0/0", isPrivate ? "None" : "Internet", overridden));
        DROPPED.forEach(prefix -> routes.add(system(prefix, "None", overridden)));
        own.forEach(route -> routes.add(ofUser(route)));
        return routes;
    }

    private static List<String> prefixes(JsonNode network) {
        return StreamSupport.stream(
                        network.at("/properties/addressSpace/addressPrefixes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static ObjectNode system(String prefix, String hop, List<String> overridden) {
        return route("Default", overridden.contains(prefix) ? "Invalid" : "Active", prefix, hop);
    }

    private static ObjectNode ofUser(JsonNode route) {
        ObjectNode shown = route(
                "User",
                "Active",
                route.path("addressPrefix").asText(),
                route.path("nextHopType").asText());
        if (route.has("nextHopIpAddress")) {
            shown.withArray("/nextHopIpAddress")
                    .add(route.path("nextHopIpAddress").asText());
        }
        return shown;
    }

    private static ObjectNode route(String source, String state, String prefix, String hop) {
        ObjectNode route = JsonNodeFactory.instance.objectNode();
        route.put("source", source).put("state", state).put("nextHopType", hop);
        route.putArray("addressPrefix").add(prefix);
        route.putArray("nextHopIpAddress");
        return route;
    }
}
