// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.core.ResourceView;
import io.cloister.sandbox.entra.Entra;
import java.io.IOException;

/** The instance metadata service's tokens: only for a user-assigned identity that is assigned to this machine. */
public final class InstanceIdentity {

    private final ResourceView resources;
    private final Entra entra;
    private final Machine machine;

    public InstanceIdentity(ResourceView resources, Entra entra, Machine machine) {
        this.resources = resources;
        this.entra = entra;
        this.machine = machine;
    }

    public String token(String identityId, String audience) throws IOException {
        boolean assigned = machine.resource().at("/identity/userAssignedIdentities").properties().stream()
                .anyMatch(entry -> entry.getKey().equalsIgnoreCase(identityId));
        if (!assigned) {
            throw new IOException("instance metadata has no identity " + identityId + " for this machine");
        }
        JsonNode identity = resources
                .get(identityId)
                .orElseThrow(() -> new IOException("the identity " + identityId + " does not exist"));
        return entra.token(
                identity.at("/properties/principalId").asText(),
                identity.at("/properties/clientId").asText(),
                audience);
    }
}
