// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.models.AddressSpace;
import io.cloister.plan.step.CreateVirtualNetwork;
import io.cloister.plan.step.CreateVirtualNetwork.Subnet;
import java.util.List;

/** The body of a virtual network with everything that belongs to its subnets inline. */
public final class VirtualNetworkParameters {

    private VirtualNetworkParameters() {}

    public static VirtualNetworkInner of(CreateVirtualNetwork step) {
        return new VirtualNetworkInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withAddressSpace(new AddressSpace().withAddressPrefixes(List.of(step.cidr())))
                .withSubnets(step.subnets().stream()
                        .map(VirtualNetworkParameters::subnet)
                        .toList());
    }

    private static SubnetInner subnet(Subnet subnet) {
        SubnetInner body = new SubnetInner()
                .withName(subnet.name())
                .withAddressPrefix(subnet.cidr())
                .withNetworkSecurityGroup(References.securityGroup(subnet.securityGroup()))
                .withDefaultOutboundAccess(subnet.defaultOutboundAccess());
        subnet.routeTable().map(References::routeTable).ifPresent(body::withRouteTable);
        return body;
    }
}
