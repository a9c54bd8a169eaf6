// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net.topology;

import static io.cloister.sandbox.net.topology.Topology.elements;
import static io.cloister.sandbox.net.topology.Topology.lower;
import static io.cloister.sandbox.net.topology.Topology.name;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloister.sandbox.net.topology.WayOut.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Azure's order of precedence for outbound traffic: the first that holds wins, and one may also close the way. */
public final class WaysOut {

    private final Topology topology;

    public WaysOut(Topology topology) {
        this.topology = topology;
    }

    public WayOut of(Card card) {
        List<Function<Card, Optional<WayOut>>> precedence = List.of(
                this::route,
                this::natGateway,
                WaysOut::instanceAddress,
                this::outboundRule,
                this::implicitSnat,
                this::closedByPool,
                this::closedByFlexibleScaleSet,
                this::closedBySubnet);
        return precedence.stream()
                .map(candidate -> candidate.apply(card))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() ->
                        new WayOut(Kind.DEFAULT_OUTBOUND, "default outbound access of subnet " + name(card.subnet())));
    }

    private Optional<WayOut> route(Card card) {
        return topology.resource(lower(subnet(card).at("/properties/routeTable/id")))
                .flatMap(table -> elements(table.at("/properties/routes"))
                        .filter(route -> "0.0.0.0/0"
                                .equals(route.at("/properties/addressPrefix").asText()))
                        .flatMap(route -> byNextHop(table, route).stream())
                        .findFirst());
    }

    private static Optional<WayOut> byNextHop(JsonNode table, JsonNode route) {
        String hop = route.at("/properties/nextHopType").asText();
        String words = "route " + route.at("/name").asText() + " of table "
                + table.at("/name").asText();
        return switch (hop) {
            case "VirtualAppliance", "VirtualNetworkGateway" ->
                Optional.of(new WayOut(Kind.ROUTE, words + " to " + hop));
            case "None" -> Optional.of(new WayOut(Kind.NONE, words + " drops everything (next hop None)"));
            default -> Optional.empty();
        };
    }

    private Optional<WayOut> natGateway(Card card) {
        return topology.resource(lower(subnet(card).at("/properties/natGateway/id")))
                .map(gateway -> new WayOut(
                        Kind.NAT_GATEWAY, "NAT gateway " + gateway.at("/name").asText() + " on the subnet"));
    }

    private static Optional<WayOut> instanceAddress(Card card) {
        return card.publicAddress()
                ? Optional.of(new WayOut(Kind.INSTANCE_PUBLIC_IP, "public IP of the instance"))
                : Optional.empty();
    }

    private Optional<WayOut> outboundRule(Card card) {
        return rules(card, "outboundRules", Kind.OUTBOUND_RULE);
    }

    private Optional<WayOut> implicitSnat(Card card) {
        return rules(card, "loadBalancingRules", Kind.LOAD_BALANCER_SNAT);
    }

    private Optional<WayOut> rules(Card card, String field, Kind kind) {
        for (JsonNode balancer : topology.loadBalancers()) {
            boolean isPublic = elements(balancer.at("/properties/frontendIPConfigurations"))
                    .anyMatch(frontend -> frontend.at("/properties").hasNonNull("publicIPAddress"));
            Optional<JsonNode> rule = elements(balancer.at("/properties/" + field))
                    .filter(candidate -> isPublic
                            && card.pools().contains(lower(candidate.at("/properties/backendAddressPool/id")))
                            && !candidate.at("/properties/disableOutboundSnat").asBoolean(false))
                    .findFirst();
            if (rule.isPresent()) {
                return Optional.of(new WayOut(
                        kind,
                        "rule " + rule.get().at("/name").asText() + " of public load balancer "
                                + balancer.at("/name").asText()));
            }
        }
        return Optional.empty();
    }

    private Optional<WayOut> closedByPool(Card card) {
        return card.pools().stream()
                .findFirst()
                .map(pool -> new WayOut(
                        Kind.NONE,
                        "behind the Standard load balancer " + name(pool.substring(0, pool.indexOf("/backend")))
                                + " without an outbound rule there is no way out"));
    }

    private Optional<WayOut> closedByFlexibleScaleSet(Card card) {
        return topology.resource(card.machine())
                .flatMap(machine -> topology.resource(lower(machine.at("/properties/virtualMachineScaleSet/id"))))
                .filter(set -> "Flexible"
                        .equals(set.at("/properties/orchestrationMode").asText()))
                .map(set -> new WayOut(
                        Kind.NONE,
                        "machines of the Flexible scale set " + set.at("/name").asText()
                                + " have no default outbound access"));
    }

    private Optional<WayOut> closedBySubnet(Card card) {
        return subnet(card).at("/properties/defaultOutboundAccess").asBoolean(true)
                ? Optional.empty()
                : Optional.of(new WayOut(
                        Kind.NONE, "subnet " + name(card.subnet()) + " is private (defaultOutboundAccess is false)"));
    }

    private JsonNode subnet(Card card) {
        return topology.subnet(card).orElseGet(MissingNode::getInstance);
    }
}
