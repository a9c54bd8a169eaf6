// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.address;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.stream.StreamSupport;

/** The ranges of networks and subnets, as their properties say them. */
public final class Prefixes {

    private static final String MANY = "addressPrefixes";

    private Prefixes() {}

    public static List<Cidr> ofNetwork(JsonNode network) {
        List<String> texts =
                texts(network.path("properties").path("addressSpace").path(MANY));
        if (texts.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat",
                    "Virtual network " + network.path("name").asText() + " has no address space: give"
                            + " properties.addressSpace.addressPrefixes.");
        }
        return texts.stream().map(Prefixes::parse).toList();
    }

    public static List<Cidr> ofSubnet(JsonNode subnet) {
        JsonNode properties = subnet.path("properties");
        List<String> texts = properties.path(MANY).isEmpty()
                ? texts(properties.path("addressPrefix"))
                : texts(properties.path(MANY));
        if (texts.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidRequestFormat", "Subnet " + subnet.path("name").asText() + " has no address prefix.");
        }
        return texts.stream().map(Prefixes::parse).toList();
    }

    /** A range that begins with the address before its slash. */
    public static Cidr parse(String text) {
        Cidr range = Cidr.of(text)
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidAddressPrefixFormat", "Address prefix '" + text + "' is not an IPv4 range."));
        String begin = text.substring(0, text.indexOf('/'));
        if (Cidr.address(begin).stream().noneMatch(address -> address == range.first())) {
            throw ArmError.badRequest(
                    "InvalidCIDRNotation",
                    "The address prefix " + text + " has an invalid CIDR notation. For the given prefix length, the"
                            + " address prefix should be " + range + ".");
        }
        return range;
    }

    private static List<String> texts(JsonNode given) {
        return given.isTextual()
                ? List.of(given.textValue())
                : StreamSupport.stream(given.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
