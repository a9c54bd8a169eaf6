// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives the IP configurations of a network interface or load balancer their addresses: static, kept, or the next free. */
public final class PrivateAddresses {

    private static final String ADDRESS = "privateIPAddress";

    private PrivateAddresses() {}

    /** @param before the resource as it was: a dynamic address stays the same as long as its configuration lives */
    public static void allocate(
            ResourceId id, List<ObjectNode> configurations, Optional<? extends JsonNode> before, Store store) {
        for (String subnet : SubnetAddresses.subnetsOf(configurations)) {
            SubnetAddresses addresses = new SubnetAddresses(subnet, store, id);
            List<ObjectNode> fresh = new ArrayList<>();
            for (ObjectNode one : configurations) {
                if (subnetKey(one).equals(ResourceId.key(subnet)) && !claim(one, before, addresses)) {
                    fresh.add(one);
                }
            }
            fresh.forEach(one -> one.withObject("/properties").put(ADDRESS, addresses.next()));
        }
    }

    /** Takes the address that a configuration asks for or has; false if it is to be given one. */
    private static boolean claim(
            ObjectNode configuration, Optional<? extends JsonNode> before, SubnetAddresses addresses) {
        ObjectNode properties = configuration.withObject("/properties");
        if (isStatic(configuration)) {
            properties.put("privateIPAllocationMethod", "Static");
            addresses.claim(address(configuration));
            return true;
        }
        properties.put("privateIPAllocationMethod", "Dynamic");
        Optional<String> kept = before.flatMap(old -> sameConfiguration(old, configuration))
                .map(PrivateAddresses::address)
                .filter(address -> Cidr.address(address).stream().anyMatch(addresses::fits));
        kept.ifPresent(address -> {
            addresses.claim(address);
            properties.put(ADDRESS, address);
        });
        return kept.isPresent();
    }

    private static Optional<ObjectNode> sameConfiguration(JsonNode before, ObjectNode configuration) {
        return SubnetAddresses.ipConfigurations(before)
                .filter(old -> old.path("name").equals(configuration.path("name")))
                .filter(old -> subnetKey(old).equals(subnetKey(configuration)))
                .findFirst();
    }

    private static String subnetKey(JsonNode configuration) {
        return ResourceId.key(
                configuration.path("properties").path("subnet").path("id").asText());
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
        return configuration.path("properties").path(ADDRESS).asText();
    }
}
