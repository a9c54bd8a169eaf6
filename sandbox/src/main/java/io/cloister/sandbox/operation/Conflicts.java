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

    /**
     * Whether the two are changed one after the other: a resource with all its parts is, but of a private DNS zone each
     * record set and link goes by itself, and Azure takes the rules of one security group side by side, so that clients
     * send them together. Source: terraform-provider-azurerm, which queues writes to routes and subnets but none to rules.
     */
    static boolean collide(ResourceId one, ResourceId other) {
        boolean same = one.key().equals(other.key());
        if (same || !one.root().key().equals(other.root().key())) {
            return same;
        }
        boolean zone = one.root().lastType().equalsIgnoreCase("privateDnsZones");
        return !zone && !(isRule(one) && isRule(other));
    }

    private static boolean isRule(ResourceId id) {
        return id.lastType().equalsIgnoreCase("securityRules");
    }
}
