// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.core.management.SubResource;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.RouteTableInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import io.cloister.plan.ResourceId;

/** Resources that are only pointed at: the SDK wants whole models there, Azure only their id. */
final class References {

    private References() {}

    static SubResource to(ResourceId id) {
        return new SubResource().withId(id.value());
    }

    static SubnetInner subnet(ResourceId id) {
        SubnetInner subnet = new SubnetInner();
        subnet.withId(id.value());
        return subnet;
    }

    static NetworkSecurityGroupInner securityGroup(ResourceId id) {
        return new NetworkSecurityGroupInner().withId(id.value());
    }

    static RouteTableInner routeTable(ResourceId id) {
        return new RouteTableInner().withId(id.value());
    }

    static PublicIpAddressInner publicIp(ResourceId id) {
        return new PublicIpAddressInner().withId(id.value());
    }
}
