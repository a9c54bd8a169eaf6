// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import io.cloister.sandbox.network.model.Part;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.Timing;

/** Where a private link service takes the addresses from that its requests come with; its interface holds them. */
final class ServiceAddresses extends Part {

    static final String COLLECTION = "ipConfigurations";

    ServiceAddresses() {
        super(
                COLLECTION,
                Timing.IMMEDIATE,
                new Shape()
                        .required("subnet")
                        .choice("privateIPAllocationMethod", "Dynamic", "Static")
                        .byDefault("privateIPAllocationMethod", "Dynamic")
                        .byDefault("primary", false)
                        .choice("privateIPAddressVersion", "IPv4", "IPv6")
                        .byDefault("privateIPAddressVersion", "IPv4"));
    }

    @Override
    protected boolean isWritable() {
        return false;
    }
}
