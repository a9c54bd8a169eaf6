// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceInner;
import com.azure.resourcemanager.network.fluent.models.NetworkInterfaceIpConfigurationInner;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import io.cloister.plan.step.CreateNetworkInterface;
import java.util.List;

/** The body of a network interface with one static private address. */
public final class NetworkInterfaceParameters {

    private NetworkInterfaceParameters() {}

    public static NetworkInterfaceInner of(CreateNetworkInterface step) {
        NetworkInterfaceIpConfigurationInner primary = new NetworkInterfaceIpConfigurationInner()
                .withName("primary")
                .withPrimary(true)
                .withSubnet(References.subnet(step.subnet()))
                .withPrivateIpAllocationMethod(IpAllocationMethod.STATIC)
                .withPrivateIpAddress(step.address());
        return new NetworkInterfaceInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withIpConfigurations(List.of(primary));
    }
}
