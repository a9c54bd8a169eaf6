// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.net.topology;

import java.util.List;
import java.util.Locale;

/**
 * The hub that every company has before Cloister comes: where Vault lives, and the bastion that operators come from.
 *
 * @param network id of the hub's virtual network, in lower case
 */
public record Hub(String network, String vaultAddress, int vaultPort, String bastionAddress) {

    public Hub {
        network = network.toLowerCase(Locale.ROOT);
    }

    public List<String> addresses() {
        return List.of(vaultAddress, bastionAddress);
    }
}
