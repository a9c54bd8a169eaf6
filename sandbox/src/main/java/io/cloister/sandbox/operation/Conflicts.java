// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Optional;

/** What a write or a deletion collides with. */
public final class Conflicts {

    private Conflicts() {}

    public static void refuse(ResourceId id, Operations operations) {
        if (!operations.isBusy(id)) {
            return;
        }
        if (id.namespace().equals("Microsoft.Network")) {
            throw ArmError.conflict(
                    "AnotherOperationInProgress",
                    "Another operation on this or dependent resource is in progress. Resource: " + id.root() + ".");
        }
        throw ArmError.conflict(
                "Conflict",
                "The request failed due to conflict with a concurrent request. Resource: " + id.root()
                        + ". Try again when its operation has ended.");
    }

    public static void checkEtag(Call call, Optional<ObjectNode> before) {
        String wanted = call.headers().get("if-match");
        if (wanted == null || wanted.equals("*")) {
            return;
        }
        if (!before.map(old -> old.path("etag").asText()).orElse("").equals(wanted)) {
            throw new ArmError(
                    412,
                    "PreconditionFailed",
                    "The resource was changed since the state that the request is based on.");
        }
    }
}
