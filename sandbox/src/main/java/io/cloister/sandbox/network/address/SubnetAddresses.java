// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The private addresses of one subnet; of each of its ranges Azure keeps the first four and the last for itself. */
public final class SubnetAddresses {

    private static final int RESERVED_AT_START = 4;

    private final String subnetId;
    private final List<Cidr> ranges;
    private final Set<Long> taken = new HashSet<>();

    /** @param exceptFor a resource whose present addresses do not count, as it is being written anew */
    SubnetAddresses(String subnetId, Store store, ResourceId exceptFor) {
        this.subnetId = subnetId;
        this.ranges = Prefixes.ofSubnet(store.get(subnetId)
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidResourceReference", "The subnet " + subnetId + " was not found. Create it first.")));
        String key = ResourceId.key(subnetId);
        store.all()
                .filter(resource ->
                        !ResourceId.key(resource.path("id").asText()).equals(exceptFor.key()))
                // the interface of such a service holds its addresses
                .filter(resource -> !resource.path("type").asText().endsWith("/privateLinkServices"))
                .flatMap(SubnetAddresses::ipConfigurations)
                .map(configuration -> configuration.path("properties"))
                .filter(properties -> ResourceId.key(
                                properties.path("subnet").path("id").asText())
                        .equals(key))
                .map(properties -> properties.path("privateIPAddress").asText())
                .forEach(address -> Cidr.address(address).ifPresent(taken::add));
    }

    /** The addresses in use in a subnet. */
    public static Set<Long> inUse(ResourceId subnet, Store store) {
        return new SubnetAddresses(subnet.toString(), store, subnet).taken;
    }

    static Stream<ObjectNode> ipConfigurations(JsonNode resource) {
        return Stream.of("ipConfigurations", "frontendIPConfigurations")
                .flatMap(collection -> StreamSupport.stream(
                        resource.path("properties").path(collection).spliterator(), false))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    String next() {
        for (Cidr range : ranges) {
            for (long address = range.first() + RESERVED_AT_START; address < range.last(); address++) {
                if (taken.add(address)) {
                    return Cidr.text(address);
                }
            }
        }
        throw ArmError.badRequest(
                "SubnetIsFull",
                "Subnet " + subnetId + " with address prefix " + words()
                        + " does not have enough capacity for 1 IP addresses.");
    }

    boolean fits(long address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    void claim(String text) {
        long address = Cidr.address(text)
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidIPAddressFormat", "Private static IP address '" + text + "' is not an IPv4 address."));
        Cidr range = ranges.stream()
                .filter(one -> one.contains(address))
                .findFirst()
                .orElseThrow(() -> ArmError.badRequest(
                        "PrivateIPAddressNotInSubnet",
                        "Private static IP address " + text + " does not belong to the range of subnet prefix "
                                + words() + "."));
        if (address < range.first() + RESERVED_AT_START || address == range.last()) {
            throw ArmError.badRequest(
                    "PrivateIPAddressInReservedRange",
                    "Private static IP address " + text + " falls within reserved IP range of subnet prefix " + range
                            + ".");
        }
        if (!taken.add(address)) {
            throw ArmError.badRequest(
                    "PrivateIPAddressIsAllocated",
                    "IP address " + text + " of subnet " + subnetId + " is already allocated to another resource.");
        }
    }

    static List<String> subnetsOf(List<ObjectNode> configurations) {
        return configurations.stream()
                .map(one -> one.path("properties").path("subnet").path("id").asText())
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private String words() {
        return String.join(", ", ranges.stream().map(Cidr::toString).toList());
    }
}
