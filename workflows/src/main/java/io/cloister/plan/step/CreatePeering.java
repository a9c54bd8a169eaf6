// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.step;

import io.cloister.plan.ResourceId;

/**
 * Creates one half of a peering, as a child of {@code network}. Both halves are steps of their own. Idempotent by name, which holds the
 * plan's id, since peerings carry no tags. Undo deletes that half. Conflicts with another write on the
 * same network are retried.
 */
public record CreatePeering(ResourceId peering, ResourceId network, ResourceId remoteNetwork) implements Step {

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.peering(this);
    }
}
