// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.List;

/** Whose tokens an identity accepts for its own: one issuer and subject, and at most twenty of them. */
public final class FederatedCredentials implements ImmediateType {

    private static final int MOST = 20;

    @Override
    public String type() {
        return UserAssignedIdentities.TYPE + "/federatedIdentityCredentials";
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        for (String required : List.of("issuer", "subject")) {
            if (properties.path(required).asText().isEmpty()) {
                throw ArmError.badRequest("BadRequest", "The property '" + required + "' is required.");
            }
        }
        if (properties.path("audiences").isEmpty()) {
            throw ArmError.badRequest("BadRequest", "The property 'audiences' must have exactly one element.");
        }
        List<ObjectNode> others = write.store()
                .under(write.id().parent() + "/federatedIdentityCredentials/")
                .filter(other -> !ResourceId.key(other.path("id").asText())
                        .equals(write.id().key()))
                .toList();
        if (others.size() >= MOST) {
            throw ArmError.badRequest(
                    "BadRequest", "An identity has at most " + MOST + " federated identity credentials.");
        }
        boolean same = others.stream()
                .map(other -> other.path("properties"))
                .anyMatch(other -> other.path("issuer").equals(properties.path("issuer"))
                        && other.path("subject").equals(properties.path("subject")));
        if (same) {
            throw ArmError.conflict(
                    "Conflict", "Issuer and subject combination already exists for this Managed Identity.");
        }
    }
}
