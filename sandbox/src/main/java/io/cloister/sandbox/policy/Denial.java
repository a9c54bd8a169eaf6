// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How Azure words a denial: the message and the PolicyViolation entries of {@code RequestDisallowedByPolicy}. */
public record Denial(String resourceName, List<Finding> findings) {

    public static final String CODE = "RequestDisallowedByPolicy";

    public String message() {
        List<String> reasons = findings.stream()
                .flatMap(finding -> finding.assignment().nonComplianceMessages().stream())
                .toList();
        ArrayNode identifiers = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> identifiers.add(identifier(finding)));
        return "Resource '" + resourceName + "' was disallowed by policy."
                + (reasons.isEmpty() ? "" : " Reasons: '" + String.join("', '", reasons) + "'.")
                + " Policy identifiers: '" + identifiers + "'.";
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
        info.putObject("evaluationDetails").set("evaluatedExpressions", finding.evaluatedExpressions());
        info.put("policyDefinitionId", finding.definition().path("id").asText());
        info.put("policyDefinitionName", finding.definition().path("name").asText());
        info.put("policyDefinitionDisplayName", displayName(finding.definition()));
        info.put("policyDefinitionEffect", finding.effect());
        finding.set().ifPresent(set -> {
            info.put("policySetDefinitionId", set.path("id").asText());
            info.put("policySetDefinitionName", set.path("name").asText());
            info.put("policySetDefinitionDisplayName", displayName(set));
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
        return definition
                .path("properties")
                .path("displayName")
                .asText(definition.path("name").asText());
    }
}
