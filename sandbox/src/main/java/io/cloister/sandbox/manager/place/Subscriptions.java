// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;

/** The subscription: there from the start, and there to stay. */
public final class Subscriptions implements ImmediateType {

    @Override
    public String type() {
        return "Microsoft.Resources/subscriptions";
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        throw new ArmError(405, "MethodNotAllowed", "A subscription is not deleted through this interface.");
    }
}
