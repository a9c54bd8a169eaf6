// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import static io.cloister.sandbox.net.topology.Topology.elements;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.net.topology.Card;
import io.cloister.sandbox.net.topology.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A network security group at work: its own rules by priority, then the three defaults of Azure for each direction. */
final class SecurityRules {

    /** Health probes and platform DNS come from here; the tag AzureLoadBalancer means this address. */
    static final String PLATFORM = "168.63.129.16";

    enum Direction {
        Inbound,
        Outbound
    }

    private final Topology topology;

    SecurityRules(Topology topology) {
        this.topology = topology;
    }

    /** The first refusal among the groups that the card's traffic passes, in words; empty if all let it through. */
    Optional<String> refusal(Card card, Direction direction, Flow flow) {
        return topology.securityGroups(card).stream()
                .map(group -> refusal(group, card.network(), direction, flow))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> refusal(JsonNode group, String network, Direction direction, Flow flow) {
        List<JsonNode> rules = elements(group.at("/properties/securityRules"))
                .filter(rule ->
                        direction.name().equals(rule.at("/properties/direction").asText()))
                .sorted(Comparator.comparingInt(
                        rule -> rule.at("/properties/priority").asInt()))
                .toList();
        for (JsonNode rule : rules) {
            if (matches(rule.at("/properties"), network, flow)) {
                return "Allow".equals(rule.at("/properties/access").asText())
                        ? Optional.empty()
                        : Optional.of(words(group, rule.at("/name").asText(), direction, flow));
            }
        }
        boolean allowedByDefault = direction == Direction.Outbound
                ? isInternet(network, flow.to()) || topology.inVirtualNetwork(network, flow.from())
                : flow.from().equals(PLATFORM) || topology.inVirtualNetwork(network, flow.from());
        return allowedByDefault
                ? Optional.empty()
                : Optional.of(words(group, "DenyAll" + direction + " (default)", direction, flow));
    }

    private static String words(JsonNode group, String rule, Direction direction, Flow flow) {
        return "network security group " + group.at("/name").asText() + " denies " + direction + " " + flow
                + " by rule " + rule;
    }

    private boolean matches(JsonNode rule, String network, Flow flow) {
        return protocol(rule, flow)
                && values(rule, "sourceAddressPrefix").anyMatch(prefix -> covers(prefix, network, flow.from()))
                && values(rule, "destinationAddressPrefix").anyMatch(prefix -> covers(prefix, network, flow.to()))
                && values(rule, "destinationPortRange").anyMatch(range -> coversPort(range, flow.port()));
    }

    private static boolean protocol(JsonNode rule, Flow flow) {
        String protocol = rule.at("/protocol").asText("*");
        return protocol.equals("*") || protocol.equalsIgnoreCase(flow.protocol().name());
    }

    /** Azure has each of these fields in the singular and, with an s, in the plural. */
    private static Stream<String> values(JsonNode rule, String field) {
        String plural = field + (field.endsWith("Prefix") ? "es" : "s");
        return Stream.concat(Stream.of(rule.path(field)), elements(rule.path(plural)))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    private boolean covers(String prefix, String network, String address) {
        return switch (prefix) {
            case "*", "0.0.0.0/0" -> true;
            case "Internet" -> isInternet(network, address);
            case "VirtualNetwork" -> topology.inVirtualNetwork(network, address);
            case "AzureLoadBalancer" -> address.equals(PLATFORM);
            default ->
                prefix.equals(address)
                        || Cidr.of(prefix)
                                .filter(range -> range.contains(address))
                                .isPresent();
        };
    }

    private boolean isInternet(String network, String address) {
        return !address.equals(PLATFORM) && !topology.inVirtualNetwork(network, address);
    }

    private static boolean coversPort(String range, int port) {
        if (range.equals("*")) {
            return true;
        }
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        return first <= port && port <= last;
    }
}
