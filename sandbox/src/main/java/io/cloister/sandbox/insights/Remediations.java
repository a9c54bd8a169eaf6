// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.insights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;
import java.util.UUID;

/**
 * A task that is to deploy what a policy wants; there is nothing for it to deploy here, so it is over at once.
 *
 * <p>Source: azure-rest-api-specs, Microsoft.PolicyInsights, remediations 2021-10-01.
 */
public final class Remediations implements ImmediateType {

    static final String TYPE = "Microsoft.PolicyInsights/remediations";
    private static final int MOST_RESOURCES = 500;
    private static final int DEPLOYMENTS_AT_ONCE = 10;

    private final SandboxClock clock;

    public Remediations(SandboxClock clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        String assignment = properties.path("policyAssignmentId").asText();
        if (write.store().get(assignment).isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidCreateRemediationRequest",
                    "The request to create remediation '" + write.id().name()
                            + "' is not valid. The policy assignment '" + assignment + "' could not be found.");
        }
        String now = clock.now().toString();
        properties
                .put("provisioningState", "Succeeded")
                .put(
                        "createdOn",
                        write.before()
                                .map(old -> old.at("/properties/createdOn").asText())
                                .orElse(now))
                .put("lastUpdatedOn", now)
                .put("correlationId", UUID.randomUUID().toString())
                .put(
                        "resourceDiscoveryMode",
                        properties.path("resourceDiscoveryMode").asText("ExistingNonCompliant"))
                .put("resourceCount", properties.path("resourceCount").asInt(MOST_RESOURCES))
                .put(
                        "parallelDeployments",
                        properties.path("parallelDeployments").asInt(DEPLOYMENTS_AT_ONCE));
        properties
                .putObject("deploymentStatus")
                .put("totalDeployments", 0)
                .put("successfulDeployments", 0)
                .put("failedDeployments", 0);
    }
}
