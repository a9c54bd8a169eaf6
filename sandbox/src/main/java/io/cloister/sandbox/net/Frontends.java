// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net;

import static io.cloister.sandbox.net.topology.Topology.elements;
import static io.cloister.sandbox.net.topology.Topology.lower;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.net.topology.Card;
import io.cloister.sandbox.net.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The private frontends of internal load balancers, and the machines behind them that are healthy now. */
final class Frontends {

    /** @param network the virtual network that the frontend's address belongs to, in lower case */
    record Frontend(String balancer, String id, String address, String network, JsonNode source) {}

    private final Topology topology;
    private final Listeners listeners;
    private final SecurityRules security;

    Frontends(Topology topology, Listeners listeners, SecurityRules security) {
        this.topology = topology;
        this.listeners = listeners;
        this.security = security;
    }

    Optional<Frontend> at(String address) {
        return topology.loadBalancers().stream()
                .flatMap(Frontends::frontends)
                .filter(frontend -> frontend.address().equals(address))
                .findFirst();
    }

    /** The rule for this port; a frontend without one drops what comes. */
    Optional<JsonNode> rule(Frontend frontend, int port) {
        return elements(frontend.source().at("/properties/loadBalancingRules"))
                .filter(rule ->
                        lower(rule.at("/properties/frontendIPConfiguration/id")).equals(frontend.id()))
                .filter(rule -> rule.at("/properties/frontendPort").asInt() == port)
                .findFirst();
    }

    /** Members of the rule's pool that answer a probe: they listen, and their security groups let the probe in. */
    List<Card> healthy(JsonNode rule) {
        int port = rule.at("/properties/backendPort").asInt();
        Set<String> pools = Stream.concat(
                        Stream.of(rule.at("/properties/backendAddressPool")),
                        elements(rule.at("/properties/backendAddressPools")))
                .map(pool -> lower(pool.at("/id")))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        return topology.cards().stream()
                .filter(card -> card.pools().stream().anyMatch(pools::contains))
                .filter(card -> listeners.listening(card.address(), port))
                .filter(card -> security.refusal(
                                card,
                                SecurityRules.Direction.Inbound,
                                new Flow(SecurityRules.PLATFORM, card.address(), port))
                        .isEmpty())
                .toList();
    }

    private static Stream<Frontend> frontends(JsonNode balancer) {
        return elements(balancer.at("/properties/frontendIPConfigurations")).map(frontend -> {
            String subnet = lower(frontend.at("/properties/subnet/id"));
            int end = subnet.indexOf("/subnets/");
            return new Frontend(
                    balancer.at("/name").asText(),
                    lower(frontend.at("/id")),
                    frontend.at("/properties/privateIPAddress").asText(""),
                    end < 0 ? "" : subnet.substring(0, end),
                    balancer);
        });
    }
}
