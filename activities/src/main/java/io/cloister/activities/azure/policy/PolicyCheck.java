// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.azure.arm.Arm;
import io.cloister.activities.azure.arm.ArmError;
import io.cloister.activities.azure.arm.ArmResponse;
import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.activities.azure.arm.ResourceType;
import io.cloister.activities.planning.Questions;
import io.cloister.plan.AzureResource;
import io.cloister.plan.Plan;
import io.cloister.plan.ResourceId;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.request.AccessPoint;
import io.cloister.request.ClusterRequest;
import io.cloister.temporal.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks Azure Policy about every body of the plan. A denial is certain; an "allowed" is not, since Azure evaluates what it is
 * shown: a 403 later is still handled.
 */
final class PolicyCheck {

    private static final String SUBJECT = "policy";

    private final Arm arm;

    PolicyCheck(Arm arm) {
        this.arm = arm;
    }

    List<Check> check(ClusterRequest request, Plan plan) {
        PlannedContents contents = new PlannedContents();
        List<PlannedContent> planned = plan.steps().stream()
                .map(step -> step.step().accept(contents))
                .flatMap(Optional::stream)
                .toList();
        List<Check> checks = new ArrayList<>();
        Questions.askAll(planned, this::refusals).forEach(checks::addAll);
        if (checks.isEmpty()) {
            checks.add(
                    Check.passed(SUBJECT, "no assignment denies any of the plan's " + planned.size() + " resources"));
        }
        if (!request.accessPoints().contains(AccessPoint.PUBLIC)) {
            checks.add(publicIps(plan));
        }
        return checks;
    }

    private List<Check> refusals(PlannedContent content) {
        return denials(content).stream().map(denial -> denied(content, denial)).toList();
    }

    private Check publicIps(Plan plan) {
        ResourceId id = ResourceId.inGroup(
                plan.subscription(),
                plan.resourceGroup(),
                "Microsoft.Network/publicIPAddresses",
                plan.ownership().cluster() + "-probe");
        AzureResource probe =
                new AzureResource(id, plan.location(), plan.ownership().tags());
        List<Denial> denials = denials(PlannedContents.publicIpProbe(probe));
        return denials.isEmpty()
                ? Check.warning(
                        SUBJECT,
                        "No policy denies public IPs in " + plan.resourceGroup()
                                + ": the cluster has none, but nothing keeps others from adding one. "
                                + "Assign 'Not allowed resource types' with Microsoft.Network/publicIPAddresses.")
                : Check.passed(
                        SUBJECT,
                        "public IPs are denied here by assignment "
                                + denials.get(0).assignment());
    }

    private List<Denial> denials(PlannedContent content) {
        ResourceId id = content.id();
        String path = "/subscriptions/" + id.subscription() + "/resourceGroups/" + id.resourceGroup()
                + "/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01";
        ArmResponse response = arm.post(path, content.question());
        if (!response.succeeded()) {
            throw AzureFailures.of(ArmError.of(response), "ask Azure Policy about", id.value());
        }
        List<Denial> denials = new ArrayList<>();
        for (JsonNode evaluation : response.body().at("/contentEvaluationResult/policyEvaluations")) {
            String effect = evaluation.at("/effectDetails/policyEffect").asText("Deny");
            boolean nonCompliant = evaluation.path("evaluationResult").asText().equalsIgnoreCase("NonCompliant");
            if (nonCompliant && effect.equalsIgnoreCase("Deny")) {
                JsonNode policy = evaluation.path("policyInfo");
                denials.add(new Denial(
                        policy.path("policyAssignmentId").asText(),
                        policy.path("policyDefinitionId").asText()));
            }
        }
        return denials;
    }

    private static Check denied(PlannedContent content, Denial denial) {
        return Check.failed(
                SUBJECT,
                FailureTypes.POLICY_DENIED,
                ResourceType.of(content.id()) + " " + content.id().name() + " is denied by the policy assignment "
                        + denial.assignment() + " (definition " + denial.definition()
                        + "). Change the request so that it is not needed, or ask the assignment's owner to exempt "
                        + content.id().resourceGroup() + ".");
    }

    private record Denial(String assignment, String definition) {}
}
