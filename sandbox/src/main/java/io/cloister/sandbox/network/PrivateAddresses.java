// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Gives the IP configurations of a network interface or load balancer their addresses: static, kept, or the next free. */
public final class PrivateAddresses {

    private PrivateAddresses() {}

    /** @param before the resource as it was: a dynamic address stays the same as long as its configuration lives */
    public static void allocate(
            ResourceId id, List<ObjectNode> configurations, Optional<? extends JsonNode> before, Store store) {
        for (String subnet : SubnetAddresses.subnetsOf(configurations)) {
            SubnetAddresses addresses = new SubnetAddresses(subnet, store, id);
            List<ObjectNode> here = configurations.stream()
                    .filter(one -> one.path("properties")
                            .path("subnet")
                            .path("id")
                            .asText()
                            .equals(subnet))
                    .toList();
            here.stream().filter(PrivateAddresses::isStatic).forEach(one -> addresses.claim(address(one)));
            here.stream().filter(one -> !isStatic(one)).forEach(one -> dynamic(one, before, addresses));
        }
    }

    private static void dynamic(
            ObjectNode configuration, Optional<? extends JsonNode> before, SubnetAddresses addresses) {
        ObjectNode properties = configuration.withObject("/properties");
        properties.put("privateIPAllocationMethod", "Dynamic");
        String kept = before.flatMap(old -> sameConfiguration(old, configuration))
                .map(PrivateAddresses::address)
                .orElse("");
        if (kept.isEmpty()) {
            properties.put("privateIPAddress", addresses.next());
        } else {
            addresses.claim(kept);
            properties.put("privateIPAddress", kept);
        }
    }

    private static Optional<ObjectNode> sameConfiguration(JsonNode before, ObjectNode configuration) {
        return SubnetAddresses.ipConfigurations(before)
                .filter(old -> old.path("name").equals(configuration.path("name")))
                .filter(old -> old.path("properties")
                        .path("subnet")
                        .path("id")
                        .equals(configuration.path("properties").path("subnet").path("id")))
                .findFirst();
    }

    private static boolean isStatic(JsonNode configuration) {
        return configuration
                        .path("properties")
                        .path("privateIPAllocationMethod")
                        .asText()
                        .equalsIgnoreCase("Static")
                && !address(configuration).isEmpty();
    }

    private static String address(JsonNode configuration) {
        return configuration.path("properties").path("privateIPAddress").asText();
    }

    static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
