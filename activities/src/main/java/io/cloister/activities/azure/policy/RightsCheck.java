// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.activities.azure.arm.Arm;
import io.cloister.activities.azure.arm.ArmError;
import io.cloister.activities.azure.arm.ArmResponse;
import io.cloister.activities.azure.arm.AzureFailures;
import io.cloister.activities.planning.Questions;
import io.cloister.plan.Plan;
import io.cloister.plan.ResourceId;
import io.cloister.preflight.PreflightReport.Check;
import io.cloister.temporal.FailureTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Whether we may do what the plan's steps and their undoing need, in the cluster's group and on the networks to peer with. */
final class RightsCheck {

    private static final String SUBJECT = "rights";

    private final Arm arm;

    RightsCheck(Arm arm) {
        this.arm = arm;
    }

    List<Check> check(Plan plan) {
        return Questions.askAll(
                List.copyOf(NeededRights.of(plan).entrySet()), needed -> check(needed.getKey(), needed.getValue()));
    }

    private Check check(String scope, SortedSet<String> needed) {
        List<JsonNode> roles = permissions(scope);
        List<String> missing =
                needed.stream().filter(action -> !isAllowed(action, roles)).toList();
        boolean group = !scope.contains("/providers/");
        String advice = group
                ? "Give it Contributor and Role Based Access Control Administrator there."
                : "Give it Network Contributor there: a peering has a half on each side.";
        return missing.isEmpty()
                ? Check.passed(SUBJECT, "everything needed may be done in " + scope)
                : Check.failed(
                        SUBJECT,
                        FailureTypes.AUTHORIZATION_FAILED,
                        "Cloister's identity may not do this in " + scope + ": " + String.join(", ", missing) + ". "
                                + advice);
    }

    private List<JsonNode> permissions(String scope) {
        List<JsonNode> roles = new ArrayList<>();
        ArmResponse page = arm.get(ResourceId.of(scope + "/providers/Microsoft.Authorization/permissions"));
        while (true) {
            if (!page.succeeded()) {
                throw AzureFailures.of(ArmError.of(page), "ask for the rights in", scope);
            }
            page.body().path("value").forEach(roles::add);
            String next = page.body().path("nextLink").asText("");
            if (next.isEmpty()) {
                return roles;
            }
            page = arm.get(next);
        }
    }

    private static boolean isAllowed(String action, List<JsonNode> roles) {
        return roles.stream()
                .anyMatch(role -> matches(action, role.path("actions")) && !matches(action, role.path("notActions")));
    }

    private static boolean matches(String action, JsonNode patterns) {
        return StreamSupport.stream(patterns.spliterator(), false)
                .map(JsonNode::asText)
                .map(text -> "\\Q" + text.replace("*", "\\E.*\\Q") + "\\E")
                .anyMatch(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE)
                        .matcher(action)
                        .matches());
    }
}
