// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.VirtualNetworkPeeringInner;
import io.cloister.plan.step.CreatePeering;

/** The body of one half of a peering. */
public final class PeeringParameters {

    private PeeringParameters() {}

    /** Forwarded traffic is let in, as a hub's firewall or proxy answers for others; gateways are not shared. */
    public static VirtualNetworkPeeringInner of(CreatePeering step) {
        return new VirtualNetworkPeeringInner()
                .withRemoteVirtualNetwork(References.to(step.remoteNetwork()))
                .withAllowVirtualNetworkAccess(true)
                .withAllowForwardedTraffic(true)
                .withAllowGatewayTransit(false)
                .withUseRemoteGateways(false);
    }
}
