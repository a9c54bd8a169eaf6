// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import io.cloister.sandbox.network.balancer.LoadBalancers;
import io.cloister.sandbox.network.dns.PrivateDnsZones;
import io.cloister.sandbox.network.dns.RecordSets;
import io.cloister.sandbox.network.dns.VirtualNetworkLinks;
import io.cloister.sandbox.network.egress.NatGateways;
import io.cloister.sandbox.network.egress.PublicIpAddresses;
import io.cloister.sandbox.network.egress.PublicIpPrefixes;
import io.cloister.sandbox.network.egress.RouteTables;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.privatelink.PrivateDnsZoneGroups;
import io.cloister.sandbox.network.privatelink.PrivateEndpoints;
import io.cloister.sandbox.network.privatelink.PrivateLinkServices;
import io.cloister.sandbox.network.security.ApplicationSecurityGroups;
import io.cloister.sandbox.network.security.NetworkSecurityGroups;
import io.cloister.sandbox.network.vnet.NetworkInterfaces;
import io.cloister.sandbox.network.vnet.VirtualNetworks;
import io.cloister.sandbox.resource.ResourceType;
import java.util.List;
import java.util.stream.Stream;

/** All types of Microsoft.Network that there are. */
public final class NetworkTypes {

    private NetworkTypes() {}

    public static List<ResourceType> all() {
        Stream<ResourceType> shaped = Stream.<NetworkType>of(
                        new VirtualNetworks(),
                        new NetworkInterfaces(),
                        new NetworkSecurityGroups(),
                        new ApplicationSecurityGroups(),
                        new RouteTables(),
                        new NatGateways(),
                        new PublicIpAddresses(),
                        new PublicIpPrefixes(),
                        new LoadBalancers(),
                        new PrivateEndpoints(),
                        new PrivateLinkServices())
                .flatMap(type -> type.withParts().stream());
        Stream<ResourceType> dns =
                Stream.of(new PrivateDnsZones(), new VirtualNetworkLinks(), new PrivateDnsZoneGroups());
        return Stream.of(shaped, dns, RecordSets.all().stream())
                .<ResourceType>flatMap(types -> types)
                .toList();
    }
}
