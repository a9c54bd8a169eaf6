// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.InUse;
import io.cloister.sandbox.network.model.NetworkType;
import io.cloister.sandbox.network.shape.Shape;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;

/** A name for a set of interfaces, to be used in security rules. */
public final class ApplicationSecurityGroups extends NetworkType {

    public ApplicationSecurityGroups() {
        super("applicationSecurityGroups", Timing.seconds(3, 3, 6), new Shape());
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode group, Store store) {
        InUse.byAnyone(id, store, "Application security group", "InUseApplicationSecurityGroupCannotBeDeleted");
    }
}
