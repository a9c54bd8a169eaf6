// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.check.AssignmentCheck;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;

/** Part of an assignment's scope that it is not to hold in. */
final class PolicyExemptions implements ImmediateType {

    @Override
    public String type() {
        return PolicyTypes.EXEMPTIONS;
    }

    @Override
    public void write(Write write) {
        String assignment = assignment(write.properties());
        if (write.before()
                .filter(old -> !assignment(old.path("properties")).equalsIgnoreCase(assignment))
                .isPresent()) {
            throw ArmError.badRequest(
                    "InvalidPolicyAssignmentIdUpdate",
                    "The policy assignment of the policy exemption '"
                            + write.id().name() + "' cannot be changed.");
        }
        PolicyErrors.asAzure(
                () -> AssignmentCheck.checkExemption(write.body(), write.store()::get, write.store()::get));
    }

    private static String assignment(JsonNode properties) {
        return properties.path("policyAssignmentId").asText();
    }
}
