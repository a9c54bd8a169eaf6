// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.ComputeType;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import java.util.List;

/** A type that others point at, with no rule of its own but this: a parent stays while it has children. */
public record Catalogued(String type, Timing timing, int createStatus) implements ComputeType {

    public static List<ComputeType> all() {
        return List.of(
                new Catalogued("Microsoft.Compute/galleries", Timing.seconds(5, 5, 5), 201),
                new Catalogued("Microsoft.Compute/galleries/images", Timing.seconds(5, 5, 5), 201),
                new Catalogued("Microsoft.Compute/galleries/images/versions", Timing.seconds(120, 30, 30), 201),
                new Catalogued("Microsoft.Compute/sshPublicKeys", Timing.IMMEDIATE, 201),
                new Snapshots());
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        if (store.under(id + "/").findAny().isPresent()) {
            throw ArmError.conflict(
                    "CannotDeleteResource",
                    "Cannot delete resource while nested resources exist. Resource '" + id
                            + "' has children. Please delete them before deleting it.");
        }
    }
}
