// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.fault.FaultKind;
import io.cloister.sandbox.fault.FaultRule;
import io.cloister.sandbox.operation.Operations;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Optional;

/** What a fault does to a request of the resource manager's, beside the fate of its answer. */
final class ArmFaults {

    private static final String DEFINITION = "sandbox-fault";

    private ArmFaults() {}

    static ArmError refusal(FaultRule rule, String path) {
        Optional<ResourceId> id = ResourceId.parse(path).filter(one -> !one.isCollection());
        boolean policy = rule.kind() == FaultKind.DENIED_BY_POLICY;
        ArmError error = new ArmError(
                rule.refusal().status(),
                rule.refusal().code(),
                rule.refusal().message(),
                policy ? id.map(ResourceId::name).orElse(null) : null,
                policy ? violation(id.map(ResourceId::subscription).orElse("")) : null);
        if (rule.kind() == FaultKind.RETRYABLE_ERROR) {
            error.because(
                    "RetryableErrorDueToAnotherOperation",
                    "An operation is updating resource " + path + ". The call can be retried in "
                            + rule.retryAfter().toSeconds() + " seconds.");
        }
        return switch (rule.refusal().status()) {
            case 429, 503 ->
                error.withHeader("Retry-After", Long.toString(rule.retryAfter().toSeconds()));
            default -> error;
        };
    }

    /** How the operation is to fail that the request starts. */
    static Optional<OperationFailure> failure(FaultRule rule) {
        return switch (rule.kind()) {
            case OPERATION_FAILED, ALLOCATION_FAILED, ZONAL_ALLOCATION_FAILED ->
                Optional.of(new OperationFailure(
                        rule.refusal().status(),
                        rule.refusal().code(),
                        rule.refusal().message()));
            case OPERATION_CANCELED ->
                Optional.of(OperationFailure.canceled(
                        rule.refusal().status(),
                        rule.refusal().code(),
                        rule.refusal().message()));
            default -> Optional.empty();
        };
    }

    /** What befalls an operation that the request has started. */
    static void befall(FaultRule rule, String path, Operations operations) {
        // an action is done to the resource that it is below
        Optional<ResourceId> target =
                ResourceId.parse(path).map(id -> id.isCollection() && !id.isTopLevel() ? id.parent() : id);
        switch (rule.kind()) {
            case STUCK -> target.ifPresent(id -> operations.hold(id, rule.id()));
            case OPERATION_GONE -> target.ifPresent(operations::lose);
            default -> {
                // the others do nothing to a running operation
            }
        }
    }

    /** Shaped as the violation of a policy that is assigned to the subscription. */
    private static ArrayNode violation(String subscription) {
        String scope = "/subscriptions/" + subscription;
        String authorization = scope + "/providers/Microsoft.Authorization/";
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        ObjectNode info = entries.addObject().put("type", "PolicyViolation").putObject("info");
        info.putObject("evaluationDetails").putArray("evaluatedExpressions");
        info.put("policyDefinitionId", authorization + "policyDefinitions/" + DEFINITION)
                .put("policyDefinitionName", DEFINITION)
                .put("policyDefinitionDisplayName", "A fault that was set in the sandbox")
                .put("policyDefinitionEffect", "deny")
                .put("policyAssignmentId", authorization + "policyAssignments/" + DEFINITION)
                .put("policyAssignmentName", DEFINITION)
                .put("policyAssignmentDisplayName", "A fault that was set in the sandbox")
                .put("policyAssignmentScope", scope);
        return entries;
    }
}
