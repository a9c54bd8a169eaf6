// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * Creates the virtual network with its subnets, their security groups and route tables inline in one PUT: policies that deny
 * a subnet without a security group are common, and a later PUT without a subnet would delete it. Idempotent by name;
 * a network of that name that is not ours is refused. Undo deletes it, retrying while network interfaces linger.
 */
public record CreateVirtualNetwork(AzureResource resource, String cidr, List<Subnet> subnets) implements Step {

    public CreateVirtualNetwork {
        subnets = List.copyOf(subnets);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.virtualNetwork(this);
    }

    /**
     * @param defaultOutboundAccess always sent: what Azure assumes where it is absent depends on the API version
     *     (false for new networks from 2025-07-01 on)
     */
    public record Subnet(
            String name,
            String cidr,
            ResourceId securityGroup,
            Optional<ResourceId> routeTable,
            boolean defaultOutboundAccess) {}
}
