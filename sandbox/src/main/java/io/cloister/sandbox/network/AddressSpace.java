// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.network.address.Prefixes;
import io.cloister.sandbox.network.address.SubnetAddresses;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Which addresses of a virtual network are taken. */
record AddressSpace(ObjectNode network, Store store) {

    private static final int RESERVED = 5;
    private static final int SUGGESTIONS = 5;

    static AddressSpace of(ObjectNode network, Store store) {
        return new AddressSpace(network, store);
    }

    /** The answer to {@code CheckIPAddressAvailability}: whether it is free, and if not, some that are. */
    ObjectNode availability(String text) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("available", false);
        ArrayNode others = JsonNodeFactory.instance.arrayNode();
        OptionalLong asked = Cidr.address(text);
        for (ObjectNode subnet : subnets()) {
            for (Cidr range : Prefixes.ofSubnet(subnet)) {
                if (asked.isPresent() && range.contains(asked.getAsLong())) {
                    Set<Long> taken = inUse(subnet);
                    boolean free = isGiven(range, asked.getAsLong()) && !taken.contains(asked.getAsLong());
                    answer.put("available", free);
                    suggest(range, taken, others);
                }
            }
        }
        if (!answer.path("available").asBoolean()) {
            answer.set("availableIPAddresses", others);
        }
        return answer;
    }

    List<ObjectNode> usages() {
        return subnets().stream().map(this::usage).toList();
    }

    private ObjectNode usage(ObjectNode subnet) {
        long size = Prefixes.ofSubnet(subnet).stream()
                .mapToLong(range -> range.size() - RESERVED)
                .sum();
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        usage.put("currentValue", inUse(subnet).size())
                .put("id", subnet.path("id").asText())
                .put("limit", size)
                .put("unit", "Count");
        usage.putObject("name").put("value", "SubnetSpace").put("localizedValue", "Subnet size and usage");
        return usage;
    }

    private void suggest(Cidr range, Set<Long> taken, ArrayNode others) {
        for (long address = range.first(); address <= range.last() && others.size() < SUGGESTIONS; address++) {
            if (isGiven(range, address) && !taken.contains(address)) {
                others.add(Cidr.text(address));
            }
        }
    }

    private static boolean isGiven(Cidr range, long address) {
        return address >= range.first() + RESERVED - 1 && address < range.last();
    }

    private Set<Long> inUse(ObjectNode subnet) {
        return SubnetAddresses.inUse(ResourceId.of(subnet.path("id").asText()), store);
    }

    private List<ObjectNode> subnets() {
        return Parts.of(network, "subnets");
    }
}
