// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.Map;

/** The {@code identity} of a machine: checks that the identities exist, and shows their principals. */
public final class AssignedIdentities {

    private AssignedIdentities() {}

    public static void complete(Write write) {
        if (!(write.body().path("identity").path("userAssignedIdentities") instanceof ObjectNode assigned)) {
            return;
        }
        List<String> ids = assigned.properties().stream().map(Map.Entry::getKey).toList();
        for (String id : ids) {
            JsonNode principal =
                    write.store().get(id).orElseThrow(() -> missing(write, id)).path("properties");
            ObjectNode shown = assigned.putObject(id);
            shown.set("principalId", principal.path("principalId"));
            shown.set("clientId", principal.path("clientId"));
        }
    }

    private static ArmError missing(Write write, String id) {
        return ArmError.badRequest(
                "FailedIdentityOperation",
                "Identity operation for resource '" + write.id() + "' failed: the user-assigned identity '" + id
                        + "' was not found.");
    }
}
