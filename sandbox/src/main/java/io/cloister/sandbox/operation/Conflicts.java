// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Optional;

/** What a write or a deletion collides with. */
public final class Conflicts {

    private Conflicts() {}

    /** Azure changes a resource, its parts and what it is a part of by one operation at a time. */
    public static void refuse(Call call, ResourceId id, Operations operations) {
        Optional<Operation> other = operations.on(id);
        if (other.isEmpty()) {
            return;
        }
        if (id.namespace().equals("Microsoft.Network")) {
            throw ArmError.conflict(
                    "AnotherOperationInProgress",
                    "Another operation on this or dependent resource is in progress. To retrieve status of the operation"
                            + " use uri: " + other.get().statusUrl(call) + ".");
        }
        throw ArmError.conflict(
                "Conflict",
                "The request failed due to conflict with a concurrent request. Resource: " + id.root()
                        + ". Try again when its operation has ended.");
    }

    /** What is changed as one: a resource with all its parts; of a private DNS zone each record set and link by itself. */
    static ResourceId unit(ResourceId id) {
        return id.root().lastType().equalsIgnoreCase("privateDnsZones") ? id : id.root();
    }
}
