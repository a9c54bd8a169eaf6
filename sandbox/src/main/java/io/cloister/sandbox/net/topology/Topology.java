// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net.topology;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.Cidr;
import io.cloister.sandbox.core.ResourceView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the network's shape from what exists in Azure at this moment; keeps nothing. */
public final class Topology {

    private static final String NETWORK = "Microsoft.Network/virtualNetworks";

    private final ResourceView resources;
    private final Hub hub;

    public Topology(ResourceView resources, Hub hub) {
        this.resources = resources;
        this.hub = hub;
    }

    public List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        for (String type : List.of(
                "Microsoft.Network/networkInterfaces",
                "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces")) {
            for (JsonNode nic : resources.ofType(type)) {
                elements(nic.at("/properties/ipConfigurations"))
                        .forEach(configuration -> cards.add(card(nic, configuration)));
            }
        }
        for (String address : hub.addresses()) {
            String subnet = subnets(hub.network())
                    .filter(candidate -> prefixes(candidate).anyMatch(range -> range.contains(address)))
                    .map(candidate -> lower(candidate.at("/id")))
                    .findFirst()
                    .orElse("");
            cards.add(new Card(address, "", subnet, hub.network(), "", Set.of(), false));
        }
        return cards;
    }

    public Optional<Card> card(String address) {
        return cards().stream().filter(card -> card.address().equals(address)).findFirst();
    }

    /** The networks that this one really reaches: both halves of the peering there and connected. */
    public Set<String> peers(String network) {
        Set<String> peers = new HashSet<>();
        peerings(network).forEach(peering -> {
            String remote = lower(peering.at("/properties/remoteVirtualNetwork/id"));
            boolean answered = peerings(remote)
                    .anyMatch(back -> lower(back.at("/properties/remoteVirtualNetwork/id"))
                            .equals(network));
            if (answered) {
                peers.add(remote);
            }
        });
        return peers;
    }

    /** What a security rule means by the tag VirtualNetwork, seen from this network. */
    public boolean inVirtualNetwork(String network, String address) {
        return Stream.concat(Stream.of(network), peers(network).stream())
                .map(this::resource)
                .flatMap(Optional::stream)
                .flatMap(found -> elements(found.at("/properties/addressSpace/addressPrefixes")))
                .flatMap(prefix -> Cidr.of(prefix.asText()).stream())
                .anyMatch(range -> range.contains(address));
    }

    public Optional<JsonNode> subnet(Card card) {
        return subnets(card.network())
                .filter(subnet -> lower(subnet.at("/id")).equals(card.subnet()))
                .findFirst();
    }

    /** The security groups that a flow of this card passes: the subnet's, then its own. */
    public List<JsonNode> securityGroups(Card card) {
        String ofSubnet = subnet(card)
                .map(subnet -> lower(subnet.at("/properties/networkSecurityGroup/id")))
                .orElse("");
        return Stream.of(ofSubnet, card.securityGroup())
                .map(this::resource)
                .flatMap(Optional::stream)
                .toList();
    }

    public List<JsonNode> loadBalancers() {
        return List.copyOf(resources.ofType("Microsoft.Network/loadBalancers"));
    }

    public Optional<JsonNode> resource(String id) {
        return id.isEmpty() ? Optional.empty() : resources.get(id).map(found -> found);
    }

    public static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    public static String lower(JsonNode text) {
        return text.asText("").toLowerCase(Locale.ROOT);
    }

    public static String name(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private Card card(JsonNode nic, JsonNode configuration) {
        JsonNode properties = configuration.at("/properties");
        String subnet = lower(properties.at("/subnet/id"));
        int end = subnet.indexOf("/subnets/");
        Set<String> pools = new HashSet<>();
        elements(properties.at("/loadBalancerBackendAddressPools")).forEach(pool -> pools.add(lower(pool.at("/id"))));
        return new Card(
                properties.at("/privateIPAddress").asText(""),
                lower(nic.at("/properties/virtualMachine/id")),
                subnet,
                end < 0 ? "" : subnet.substring(0, end),
                lower(nic.at("/properties/networkSecurityGroup/id")),
                pools,
                properties.hasNonNull("publicIPAddress") || properties.hasNonNull("publicIPAddressConfiguration"));
    }

    private Stream<JsonNode> subnets(String network) {
        return resource(network).stream().flatMap(found -> elements(found.at("/properties/subnets")));
    }

    private static Stream<Cidr> prefixes(JsonNode subnet) {
        return Stream.concat(
                        Stream.of(subnet.at("/properties/addressPrefix")),
                        elements(subnet.at("/properties/addressPrefixes")))
                .filter(JsonNode::isTextual)
                .flatMap(prefix -> Cidr.of(prefix.asText()).stream());
    }

    private Stream<? extends JsonNode> peerings(String network) {
        String prefix = network + "/virtualnetworkpeerings/";
        return resources.ofType(NETWORK + "/virtualNetworkPeerings").stream()
                .filter(peering -> lower(peering.at("/id")).startsWith(prefix))
                .filter(peering -> "Connected"
                        .equals(peering.at("/properties/peeringState").asText()))
                .filter(peering ->
                        peering.at("/properties/allowVirtualNetworkAccess").asBoolean(true));
    }
}
