// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.policy.Compliance;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The states of what is under a scope, evaluated when they are asked for, where Azure evaluates daily and after writes.
 *
 * <p>Source: azure-rest-api-specs, Microsoft.PolicyInsights, policyStates 2024-10-01.
 */
final class PolicyStates {

    private final Store store;
    private final PolicyGate policy;

    PolicyStates(Store store, PolicyGate policy) {
        this.store = store;
        this.policy = policy;
    }

    /** @param asked what the states are asked of: a scope, or a policy resource, whose states at its own scope are meant */
    List<ObjectNode> of(Call call, ResourceId asked, Instant now) {
        boolean byPolicy = asked.namespace().equalsIgnoreCase("Microsoft.Authorization");
        String scope = byPolicy ? asked.scope() : asked.toString();
        Stream<ObjectNode> itself = store.get(scope).stream();
        List<ObjectNode> states = new ArrayList<>();
        Stream.concat(itself, store.under(scope + "/").toList().stream())
                .forEach(resource -> policy.compliance(call, resource).stream()
                        .filter(one -> !byPolicy || isOf(one, asked.key()))
                        .forEach(one -> states.add(state(resource, one, now))));
        return states;
    }

    /** By assignment, and in it by definition, counted. */
    ObjectNode summary(List<ObjectNode> states, String query) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.putNull("@odata.id").putNull("@odata.context");
        summary.set("results", results(states, query));
        ArrayNode assignments = summary.putArray("policyAssignments");
        by(states, "policyAssignmentId").forEach((id, ofAssignment) -> {
            ObjectNode assignment = assignments.addObject().put("policyAssignmentId", id);
            assignment.put(
                    "policySetDefinitionId",
                    ofAssignment.get(0).path("policySetDefinitionId").asText());
            assignment.set("results", results(ofAssignment, query));
            ArrayNode definitions = assignment.putArray("policyDefinitions");
            by(ofAssignment, "policyDefinitionId").forEach((definitionId, ofDefinition) -> {
                JsonNode first = ofDefinition.get(0);
                ObjectNode definition = definitions.addObject().put("policyDefinitionId", definitionId);
                definition
                        .put(
                                "policyDefinitionReferenceId",
                                first.path("policyDefinitionReferenceId").asText())
                        .put("effect", first.path("policyDefinitionAction").asText());
                definition.putArray("policyDefinitionGroupNames");
                definition.set("results", results(ofDefinition, query));
            });
            assignment.putArray("policyGroups");
        });
        return summary;
    }

    private static boolean isOf(Compliance one, String key) {
        return Stream.of(
                        Optional.of(one.assignment().id()),
                        Optional.of(one.definition().path("id").asText()),
                        one.set().map(set -> set.path("id").asText()))
                .flatMap(Optional::stream)
                .anyMatch(id -> ResourceId.key(id).equals(key));
    }

    private static ObjectNode state(ObjectNode resource, Compliance one, Instant now) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.putNull("@odata.id").putNull("@odata.context");
        state.put("timestamp", now.toString())
                .put("resourceId", id.toString().toLowerCase(Locale.ROOT))
                .put("policyAssignmentId", one.assignment().id())
                .put("policyDefinitionId", one.definition().path("id").asText())
                .put("isCompliant", !one.state().equals("NonCompliant"))
                .put("subscriptionId", id.subscription())
                .put("resourceType", resource.path("type").asText())
                .put("resourceLocation", resource.path("location").asText())
                .put(
                        "resourceGroup",
                        id.groupId().map(group -> ResourceId.of(group).name()).orElse(""))
                .put(
                        "resourceTags",
                        resource.has("tags") ? resource.path("tags").toString() : "tbd")
                .put("policyAssignmentName", one.assignment().name())
                .put("policyAssignmentOwner", "tbd")
                .put(
                        "policyAssignmentParameters",
                        one.assignment().parameters().isMissingNode()
                                ? ""
                                : one.assignment().parameters().toString())
                .put("policyAssignmentScope", one.assignment().scope())
                .put("policyDefinitionName", one.definition().path("name").asText())
                .put("policyDefinitionAction", one.effect().word())
                .put(
                        "policyDefinitionCategory",
                        one.definition().at("/properties/metadata/category").asText("tbd"))
                .put(
                        "policySetDefinitionId",
                        one.set().map(set -> set.path("id").asText()).orElse(""))
                .put(
                        "policySetDefinitionName",
                        one.set().map(set -> set.path("name").asText()).orElse(""))
                .put("policyDefinitionReferenceId", one.referenceId())
                .put("managementGroupIds", "")
                .put("complianceState", one.state());
        state.putArray("policyDefinitionGroupNames");
        return state;
    }

    private static ObjectNode results(List<ObjectNode> states, String query) {
        List<ObjectNode> bad = states.stream()
                .filter(state -> !state.path("isCompliant").asBoolean())
                .toList();
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        results.put("queryResultsUri", query)
                .put("nonCompliantResources", by(bad, "resourceId").size())
                .put("nonCompliantPolicies", by(bad, "policyDefinitionId").size());
        details(results.putArray("resourceDetails"), states, "resourceId");
        details(results.putArray("policyDetails"), states, "policyDefinitionId");
        results.putArray("policyGroupDetails");
        return results;
    }

    /** A thing of which one state is bad counts as bad. */
    private static void details(ArrayNode into, List<ObjectNode> states, String what) {
        Map<String, Long> counted = by(states, what).values().stream()
                .map(PolicyStates::worst)
                .collect(Collectors.groupingBy(worst -> worst, LinkedHashMap::new, Collectors.counting()));
        counted.forEach((state, count) -> into.addObject()
                .put("complianceState", state.toLowerCase(Locale.ROOT))
                .put("count", count));
    }

    private static String worst(List<ObjectNode> states) {
        TreeSet<String> words = states.stream()
                .map(state -> state.path("complianceState").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        return words.contains("NonCompliant") ? "NonCompliant" : words.first();
    }

    private static Map<String, List<ObjectNode>> by(List<ObjectNode> states, String field) {
        return states.stream()
                .collect(Collectors.groupingBy(
                        state -> state.path(field).asText(), LinkedHashMap::new, Collectors.toList()));
    }
}
