// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A policy assignment, or an exemption from one, as Azure takes it. Source of the codes: as {@link DefinitionCheck}'s. */
public final class AssignmentCheck {

    private static final Set<String> MODES = Set.of("Default", "DoNotEnforce", "Enroll");

    private AssignmentCheck() {}

    /** @param definitions finds a policy definition or policy set definition by its id */
    public static void check(JsonNode assignment, Function<String, Optional<ObjectNode>> definitions) {
        JsonNode properties = assignment.path("properties");
        String id = properties.path("policyDefinitionId").asText();
        if (id.isEmpty()) {
            throw DefinitionCheck.invalidRequest(
                    "Required property 'policyDefinitionId' not found in JSON. Path 'properties'.");
        }
        String mode = properties.path("enforcementMode").asText("Default");
        if (MODES.stream().noneMatch(mode::equalsIgnoreCase)) {
            throw DefinitionCheck.invalidRequest("Error converting value \"" + mode
                    + "\" to type 'PolicyAssignmentEnforcementMode'. Path 'properties.enforcementMode'.");
        }
        ObjectNode definition = definitions.apply(id).orElseThrow(() -> missing(id));
        ParameterValues.check(
                "The policy assignment '" + assignment.path("name").asText() + "'",
                definition.path("properties").path("parameters"),
                properties.path("parameters"));
    }

    /**
     * @param assignments finds a policy assignment by its id
     * @param definitions finds a policy definition or policy set definition by its id
     */
    public static void checkExemption(
            JsonNode exemption,
            Function<String, Optional<ObjectNode>> assignments,
            Function<String, Optional<ObjectNode>> definitions) {
        JsonNode properties = exemption.path("properties");
        String category = properties.path("exemptionCategory").asText();
        if (!category.equalsIgnoreCase("Waiver") && !category.equalsIgnoreCase("Mitigated")) {
            throw DefinitionCheck.invalidRequest(
                    "Required property 'exemptionCategory' must be 'Waiver' or 'Mitigated'. Path 'properties'.");
        }
        String id = properties.path("policyAssignmentId").asText();
        JsonNode assignment = assignments
                .apply(id)
                .orElseThrow(() -> new InvalidPolicyException(
                        "InvalidCreatePolicyExemptionRequest",
                        "The policy exemption '" + exemption.path("name").asText()
                                + "' is invalid: the policy assignment '" + id + "' could not be found."));
        String validation = properties.path("assignmentScopeValidation").asText("Default");
        if (!validation.equalsIgnoreCase("DoNotValidate") && !isWithin(exemption, assignment)) {
            throw new InvalidPolicyException(
                    "InvalidCreatePolicyExemptionRequest",
                    "The policy exemption '" + exemption.path("name").asText()
                            + "' is invalid: its scope is not at or under the scope of the policy assignment '" + id
                            + "'. Set 'assignmentScopeValidation' to 'DoNotValidate' to exempt beforehand.");
        }
        JsonNode members = definitions
                .apply(assignment.path("properties").path("policyDefinitionId").asText())
                .map(set -> set.path("properties").path("policyDefinitions"))
                .orElse(exemption.path("none"));
        for (JsonNode reference : properties.path("policyDefinitionReferenceIds")) {
            boolean known = StreamSupport.stream(members.spliterator(), false)
                    .anyMatch(member ->
                            member.path("policyDefinitionReferenceId").asText().equalsIgnoreCase(reference.asText()));
            if (!known) {
                throw new InvalidPolicyException(
                        "InvalidPolicyDefinitionReference",
                        "The policy definition reference '" + reference.asText()
                                + "' is not one of the policy set that is assigned.");
            }
        }
    }

    /** A management group's assignment is above all that there is. */
    private static boolean isWithin(JsonNode exemption, JsonNode assignment) {
        String above = scope(assignment);
        return (scope(exemption) + "/").startsWith(above + "/")
                || above.startsWith("/providers/microsoft.management/managementgroups/");
    }

    private static String scope(JsonNode resource) {
        String id = resource.path("id").asText().toLowerCase(Locale.ROOT);
        return id.substring(0, Math.max(0, id.lastIndexOf("/providers/microsoft.authorization/")));
    }

    static InvalidPolicyException missing(String id) {
        boolean set = id.toLowerCase(Locale.ROOT).contains("/policysetdefinitions/");
        return new InvalidPolicyException(
                set ? "PolicySetDefinitionNotFound" : "PolicyDefinitionNotFound",
                "The policy " + (set ? "set " : "") + "definition '" + id.substring(id.lastIndexOf('/') + 1)
                        + "' could not be found.");
    }
}
