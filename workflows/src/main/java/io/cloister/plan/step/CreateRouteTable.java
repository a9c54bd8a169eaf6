// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;

/**
 * Creates a route table whose one route sends everything to a virtual appliance. Idempotent by name. Undo deletes it, if
 * it carries our tags, after the network that uses it.
 */
public record CreateRouteTable(AzureResource resource, String nextHop) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.routeTable(this);
    }
}
