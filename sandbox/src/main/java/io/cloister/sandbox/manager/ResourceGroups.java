// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.List;

/** A resource group: made at once; its deletion takes along all that is in it. */
public final class ResourceGroups implements ResourceType {

    @Override
    public String type() {
        return "Microsoft.Resources/resourceGroups";
    }

    @Override
    public Timing timing() {
        return Timing.seconds(0, 0, 20);
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        List<ObjectNode> inside = store.under(id + "/").toList();
        inside.forEach(one -> store.remove(ResourceId.of(one.path("id").asText())));
    }
}
