// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.egress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.HashMap;
import java.util.Map;

/** A route table: no two routes to the same prefix, and there to stay while a subnet uses it. */
public final class RouteTables extends NetworkType {

    public RouteTables() {
        super(
                "routeTables",
                Timing.seconds(5, 5, 6),
                new Shape().byDefault("disableBgpRoutePropagation", false).usedBy("subnets", "virtualNetworks/subnets"),
                new Routes());
    }

    @Override
    protected void check(Write table) {
        Map<String, String> taken = new HashMap<>();
        for (ObjectNode route : Parts.of(table.body(), Routes.COLLECTION)) {
            String prefix = route.path("properties").path("addressPrefix").asText();
            String other = taken.put(prefix, route.path("name").asText());
            if (other != null) {
                throw ArmError.badRequest(
                        "RouteConflict",
                        "Route " + route.path("name").asText() + " conflicts with route " + other
                                + ". Routes cannot have the same AddressPrefix " + prefix + ".");
            }
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode table, Store store) {
        InUse.byAnyone(id, store, "Route table", "InUseRouteTableCannotBeDeleted");
    }
}
