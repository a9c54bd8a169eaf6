// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;

/** A public address, or a prefix at a NAT gateway, has one user at a time. */
public final class PublicAddressUse {

    private PublicAddressUse() {}

    /**
     * @param user what is to use it: the resource that is written, or a part of it
     * @param address the id of the address; empty for none
     */
    public static void require(Write write, ResourceId user, String address) {
        if (address.isEmpty()) {
            return;
        }
        write.store().referrers(ResourceId.of(address)).stream()
                .filter(other ->
                        !ResourceId.of(other).root().key().equals(write.id().key()))
                .filter(other -> !ResourceId.of(other).lastType().equalsIgnoreCase("publicIPPrefixes"))
                .findFirst()
                .ifPresent(other -> {
                    throw ArmError.badRequest(
                            "PublicIPAddressInUse",
                            "Resource " + user + " is referencing public IP address " + address
                                    + " that is already allocated to resource " + other + ".");
                });
    }
}
