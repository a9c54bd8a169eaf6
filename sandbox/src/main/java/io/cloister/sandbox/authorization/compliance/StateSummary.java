// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compliance states in numbers, as {@code summarize} gives them: altogether, by assignment, and in each by definition. What
 * several definitions judge differently counts as non-compliant first, then as compliant, then as exempt.
 *
 * <p>Source: azure-rest-api-specs, PolicyStates_SummarizeSubscriptionScope; Azure docs, "compliance states", Compliance rollup.
 *
 * @param uri of the results, up to the filter's value
 */
record StateSummary(String uri) {

    private static final List<String> RANK = List.of("noncompliant", "compliant", "conflict", "exempt", "unknown");

    ObjectNode of(List<ObjectNode> states) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.set("results", results(states, "IsCompliant eq false", true));
        ArrayNode assignments = summary.putArray("policyAssignments");
        by(states, "policyAssignmentId").forEach((id, its) -> assignments.add(assignment(id, its)));
        return summary;
    }

    private ObjectNode assignment(String id, List<ObjectNode> states) {
        ObjectNode assignment = JsonNodeFactory.instance.objectNode();
        String filter = "IsCompliant eq false and PolicyAssignmentId eq '" + id + "'";
        assignment
                .put("policyAssignmentId", id)
                .put(
                        "policySetDefinitionId",
                        states.get(0).path("policySetDefinitionId").asText());
        assignment.set("results", results(states, filter, true));
        ArrayNode definitions = assignment.putArray("policyDefinitions");
        states.stream()
                .collect(Collectors.groupingBy(StateSummary::definition, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(its -> definitions.add(definition(its, filter)));
        return assignment;
    }

    private ObjectNode definition(List<ObjectNode> states, String filter) {
        ObjectNode first = states.get(0);
        String id = first.path("policyDefinitionId").asText();
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition
                .put("policyDefinitionId", id)
                .put(
                        "policyDefinitionReferenceId",
                        first.path("policyDefinitionReferenceId").asText());
        definition.set("policyDefinitionGroupNames", first.path("policyDefinitionGroupNames"));
        definition.put("effect", first.path("policyDefinitionAction").asText());
        definition.set("results", results(states, filter + " and PolicyDefinitionId eq '" + id + "'", false));
        return definition;
    }

    private ObjectNode results(List<ObjectNode> states, String filter, boolean withPolicies) {
        Map<String, Integer> resources = counted(states, "resourceId");
        Map<String, Integer> policies = states.stream()
                .collect(Collectors.groupingBy(
                        state -> state.path("policyAssignmentId").asText() + definition(state),
                        Collectors.collectingAndThen(Collectors.toList(), StateSummary::worst)))
                .values()
                .stream()
                .collect(Collectors.toMap(state -> state, state -> 1, Integer::sum, TreeMap::new));
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        results.put("queryResultsUri", uri + filter)
                .put("nonCompliantResources", resources.getOrDefault(RANK.get(0), 0));
        if (withPolicies) {
            results.put("nonCompliantPolicies", policies.getOrDefault(RANK.get(0), 0));
        }
        details(results.putArray("resourceDetails"), resources);
        details(results.putArray("policyDetails"), policies);
        results.putArray("policyGroupDetails");
        return results;
    }

    private static String definition(JsonNode state) {
        return state.path("policyDefinitionId").asText().toLowerCase(Locale.ROOT) + " "
                + state.path("policyDefinitionReferenceId").asText();
    }

    private static Map<String, Integer> counted(List<ObjectNode> states, String field) {
        return by(states, field).values().stream()
                .collect(Collectors.toMap(StateSummary::worst, its -> 1, Integer::sum, TreeMap::new));
    }

    private static Map<String, List<ObjectNode>> by(List<ObjectNode> states, String field) {
        return states.stream()
                .collect(Collectors.groupingBy(
                        state -> state.path(field).asText(), LinkedHashMap::new, Collectors.toList()));
    }

    private static String worst(List<ObjectNode> states) {
        List<String> words = states.stream()
                .map(state -> state.path("complianceState").asText().toLowerCase(Locale.ROOT))
                .toList();
        return RANK.stream().filter(words::contains).findFirst().orElse("unknown");
    }

    private static void details(ArrayNode into, Map<String, Integer> counts) {
        counts.forEach(
                (state, count) -> into.addObject().put("complianceState", state).put("count", count));
    }
}
