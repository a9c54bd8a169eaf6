// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.network;

import com.azure.resourcemanager.network.fluent.models.RouteInner;
import com.azure.resourcemanager.network.fluent.models.RouteTableInner;
import com.azure.resourcemanager.network.models.RouteNextHopType;
import io.cloister.plan.step.CreateRouteTable;
import java.util.List;

/** The body of a route table that sends everything to a virtual appliance. */
public final class RouteTableParameters {

    private RouteTableParameters() {}

    public static RouteTableInner of(CreateRouteTable step) {
        RouteInner everything = new RouteInner()
                .withName("default")
                .withAddressPrefix("0.0.0.0/0")
                .withNextHopType(RouteNextHopType.VIRTUAL_APPLIANCE)
                .withNextHopIpAddress(step.nextHop());
        return new RouteTableInner()
                .withLocation(step.resource().location())
                .withTags(step.resource().tags())
                .withRoutes(List.of(everything));
    }
}
