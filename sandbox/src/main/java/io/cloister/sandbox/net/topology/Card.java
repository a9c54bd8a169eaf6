// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net.topology;

import java.util.Set;

/**
 * One address in the network, with all that decides its flows. Ids are in lower case, as Azure compares them.
 *
 * @param machine id of the virtual machine or scale-set instance; empty for a host of the hub, which is no Azure VM here
 * @param securityGroup of the interface itself; empty if none
 * @param pools load-balancer pools it is a member of
 */
public record Card(
        String address,
        String machine,
        String subnet,
        String network,
        String securityGroup,
        Set<String> pools,
        boolean publicAddress) {

    public Card {
        pools = Set.copyOf(pools);
    }
}
