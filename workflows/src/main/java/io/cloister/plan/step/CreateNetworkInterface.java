// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.AzureResource;
import io.cloister.plan.ResourceId;

/** Creates a network interface with a static private address. Idempotent by name. Undo deletes it, after its machine. */
public record CreateNetworkInterface(AzureResource resource, ResourceId subnet, String address) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.networkInterface(this);
    }
}
