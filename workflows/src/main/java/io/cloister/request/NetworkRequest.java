// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import java.util.List;
import java.util.Optional;

/**
 * A new virtual network with a subnet per role of machine.
 *
 * @param proxy present where the egress is a managed proxy
 */
public record NetworkRequest(Cidr cidr, Cidr controlPlane, Cidr workers, Optional<Cidr> proxy, List<Peering> peerings) {

    public NetworkRequest {
        peerings = List.copyOf(peerings);
    }

    /** @param remoteVirtualNetwork resource id of the network to peer with: both halves are made */
    public record Peering(String name, String remoteVirtualNetwork) {}
}
