// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;
import java.util.ArrayList;
import java.util.List;

/** All types of Microsoft.Network that there are. */
public final class NetworkTypes {

    private NetworkTypes() {}

    public static List<ResourceType> all() {
        List<ResourceType> types = new ArrayList<>(List.of(
                new VirtualNetworks(),
                new Subnets(),
                new VirtualNetworkPeerings(),
                ReferencedType.networkSecurityGroups(),
                ReferencedType.routeTables(),
                ReferencedType.natGateways(),
                ReferencedType.publicIpAddresses(),
                new LoadBalancers(),
                new NetworkInterfaces(),
                part("networkSecurityGroups/securityRules"),
                part("routeTables/routes"),
                part("networkInterfaces/ipConfigurations")));
        LoadBalancers.COLLECTIONS.forEach(collection -> types.add(part("loadBalancers/" + collection)));
        return types;
    }

    private static ResourceType part(String type) {
        return new InlineChildren.Type("Microsoft.Network/" + type, Timing.seconds(1, 1, 1));
    }
}
