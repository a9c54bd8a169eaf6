// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How Azure words a denial: the message and the PolicyViolation entries of {@code RequestDisallowedByPolicy}.
 *
 * @param subject what is refused: {@code Resource 'x'}
 */
public record Denial(String subject, List<Finding> findings) {

    public static final String CODE = "RequestDisallowedByPolicy";

    public static Denial ofWrite(String resourceName, List<Finding> findings) {
        return new Denial("Resource '" + resourceName + "'", findings);
    }

    public static Denial ofDeletion(String resourceName, List<Finding> findings) {
        return new Denial("Deletion of resource '" + resourceName + "'", findings);
    }

    /** The reasons of those assignments that give some; the policies' ids where none does. */
    public String message() {
        List<String> reasons = findings.stream()
                .flatMap(finding -> finding.nonComplianceMessages().stream())
                .distinct()
                .toList();
        ArrayNode identifiers = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> identifiers.add(identifier(finding)));
        return subject + " was disallowed by policy. "
                + (reasons.isEmpty()
                        ? "Policy identifiers: '" + identifiers + "'."
                        : "Reasons: '" + String.join("', '", reasons)
                                + "'. See error details for policy resource IDs.");
    }

    public ArrayNode additionalInfo() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (Finding finding : findings) {
            ObjectNode entry = entries.addObject();
            entry.put("type", "PolicyViolation");
            entry.set("info", info(finding));
        }
        return entries;
    }

    private static ObjectNode identifier(Finding finding) {
        ObjectNode identifier = JsonNodeFactory.instance.objectNode();
        identifier
                .putObject("policyAssignment")
                .put("name", finding.assignment().displayName())
                .put("id", finding.assignment().id());
        name(identifier.putObject("policyDefinition"), finding.definition());
        finding.set().ifPresent(set -> name(identifier.putObject("policySetDefinition"), set));
        return identifier;
    }

    private static void name(ObjectNode into, JsonNode definition) {
        into.put("name", displayName(definition));
        into.put("id", definition.path("id").asText());
    }

    private static ObjectNode info(Finding finding) {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        ObjectNode details = info.putObject("evaluationDetails");
        details.set("evaluatedExpressions", finding.evaluatedExpressions());
        finding.failure().ifPresent(failure -> details.put("reason", failure));
        info.put("policyDefinitionId", finding.definition().path("id").asText());
        info.put("policyDefinitionName", finding.definition().path("name").asText());
        info.put("policyDefinitionDisplayName", displayName(finding.definition()));
        info.put("policyDefinitionEffect", finding.effect().word());
        finding.set().ifPresent(set -> {
            info.put("policySetDefinitionId", set.path("id").asText());
            info.put("policySetDefinitionName", set.path("name").asText());
            info.put("policySetDefinitionDisplayName", displayName(set));
            info.put("policyDefinitionReferenceId", finding.referenceId());
        });
        Assignment assignment = finding.assignment();
        info.put("policyAssignmentId", assignment.id());
        info.put("policyAssignmentName", assignment.name());
        info.put("policyAssignmentDisplayName", assignment.displayName());
        info.put("policyAssignmentScope", assignment.scope());
        if (assignment.parameters().isObject()) {
            info.set("policyAssignmentParameters", assignment.parameters());
        }
        return info;
    }

    private static String displayName(JsonNode definition) {
        String given = definition.at("/properties/displayName").asText();
        return given.isEmpty() ? definition.path("name").asText() : given;
    }
}
