// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.PolicyEngine;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;

/** A policy definition, or a set of them. */
public record PolicyDefinitions(String type) implements ResourceType {

    public static PolicyDefinitions single() {
        return new PolicyDefinitions("Microsoft.Authorization/policyDefinitions");
    }

    public static PolicyDefinitions sets() {
        return new PolicyDefinitions("Microsoft.Authorization/policySetDefinitions");
    }

    @Override
    public Timing timing() {
        return Timing.IMMEDIATE;
    }

    @Override
    public boolean hasProvisioningState() {
        return false;
    }

    @Override
    public void write(Write write) {
        if (!write.properties().has("policyType")) {
            write.properties().put("policyType", "Custom");
        }
        if (!write.properties().has("policyDefinitions")) {
            PolicyEngine.check(write.body());
        }
    }

    @Override
    public void refuseDelete(ResourceId id, ObjectNode resource, Store store) {
        boolean assigned = store.ofType(PolicyAssignments.TYPE).stream()
                .anyMatch(assignment -> id.key()
                        .equals(ResourceId.key(assignment
                                .path("properties")
                                .path("policyDefinitionId")
                                .asText())));
        if (assigned) {
            throw ArmError.conflict(
                    "PolicyDefinitionInUse", "The policy definition '" + id.name() + "' is in use by an assignment.");
        }
    }
}
