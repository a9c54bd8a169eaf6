// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A policy assigned to a scope; holds from the next request on. */
public final class PolicyAssignments implements ResourceType {

    public static final String TYPE = "Microsoft.Authorization/policyAssignments";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Timing timing() {
        return Timing.IMMEDIATE;
    }

    @Override
    public boolean hasProvisioningState() {
        return false;
    }

    /** Azure answers 201 for a changed assignment too. */
    @Override
    public int updateStatus() {
        return 201;
    }

    @Override
    public void write(Write write) {
        String definition = write.properties().path("policyDefinitionId").asText();
        if (write.store().get(definition).isEmpty()) {
            throw new ArmError(
                    404, "PolicyDefinitionNotFound", "The policy definition '" + definition + "' could not be found.");
        }
        write.properties().put("scope", write.id().scope());
        if (!write.properties().has("enforcementMode")) {
            write.properties().put("enforcementMode", "Default");
        }
    }
}
