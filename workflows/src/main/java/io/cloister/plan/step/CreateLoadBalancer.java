// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;
import java.util.List;
import java.util.Optional;

/**
 * Creates a Standard load balancer with its frontend, its pools, and its rule in one PUT. Idempotent by name. For the Services'
 * balancer, which the cloud controller changes later, an existing one that is ours is left as it is. Undo deletes it.
 *
 * @param rule absent on the Services' balancer: the cloud controller writes those
 * @param outboundRule whether machines of the pool go out through a public frontend
 */
public record CreateLoadBalancer(
        AzureResource resource, Frontend frontend, String pool, Optional<Rule> rule, boolean outboundRule)
        implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.loadBalancer(this);
    }

    /**
     * Exactly one of {@code publicIp} and {@code subnet} with {@code address} is present.
     *
     * @param zones of a private frontend; a public one has those of its address
     */
    public record Frontend(
            String name,
            Optional<ResourceId> subnet,
            Optional<String> address,
            Optional<ResourceId> publicIp,
            List<String> zones) {
        public Frontend {
            zones = List.copyOf(zones);
        }
    }

    /** The same port in front and behind, probed over TCP every 5 seconds; no implicit SNAT. */
    public record Rule(String name, int port) {}

    public ResourceId poolId() {
        return resource.id().child("backendAddressPools", pool);
    }
}
