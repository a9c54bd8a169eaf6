// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The private addresses of one subnet; Azure keeps the first four and the last for itself. */
final class SubnetAddresses {

    private static final int RESERVED_AT_START = 4;

    private final String subnetId;
    private final Cidr range;
    private final Set<Long> taken = new HashSet<>();

    /** @param exceptFor a resource whose present addresses do not count, as it is being written anew */
    SubnetAddresses(String subnetId, Store store, ResourceId exceptFor) {
        this.subnetId = subnetId;
        ObjectNode subnet = store.get(subnetId)
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidResourceReference", "The subnet " + subnetId + " was not found. Create it first."));
        this.range = Subnets.ranges(subnet).get(0);
        store.all()
                .filter(resource ->
                        !ResourceId.key(resource.path("id").asText()).equals(exceptFor.key()))
                .flatMap(SubnetAddresses::ipConfigurations)
                .map(configuration -> configuration.path("properties"))
                .filter(this::isHere)
                .map(properties -> properties.path("privateIPAddress").asText())
                .filter(address -> !address.isEmpty())
                .forEach(address -> taken.add(Cidr.number(address)));
    }

    static Stream<ObjectNode> ipConfigurations(JsonNode resource) {
        return Stream.of("ipConfigurations", "frontendIPConfigurations")
                .flatMap(collection -> InlineChildren.of(resource, collection).stream());
    }

    String next() {
        for (long address = range.first() + RESERVED_AT_START; address < range.last(); address++) {
            if (taken.add(address)) {
                return Cidr.text(address);
            }
        }
        throw ArmError.badRequest(
                "SubnetIsFull",
                "Subnet " + subnetId + " with address prefix " + range
                        + " does not have enough capacity for another IP address.");
    }

    void claim(String text) {
        long address = Cidr.number(text);
        if (!range.contains(address)) {
            throw ArmError.badRequest(
                    "PrivateIPAddressNotInSubnet",
                    "Private static IP address " + text + " does not belong to the range of subnet prefix " + range
                            + ".");
        }
        if (address < range.first() + RESERVED_AT_START || address == range.last()) {
            throw ArmError.badRequest(
                    "PrivateIPAddressInReservedRange",
                    "Private static IP address " + text + " falls within the reserved range of subnet prefix " + range
                            + ".");
        }
        if (!taken.add(address)) {
            throw ArmError.badRequest(
                    "PrivateIPAddressIsAllocated",
                    "IP address " + text + " of subnet " + subnetId + " is already allocated to another resource.");
        }
    }

    private boolean isHere(JsonNode properties) {
        return ResourceId.key(properties.path("subnet").path("id").asText()).equals(ResourceId.key(subnetId));
    }

    static List<String> subnetsOf(List<ObjectNode> configurations) {
        return configurations.stream()
                .map(one -> one.path("properties").path("subnet").path("id").asText())
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }
}
