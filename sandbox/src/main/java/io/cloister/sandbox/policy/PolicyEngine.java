// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Holds a resource against all assignments that cover it. */
public final class PolicyEngine {

    private static final Set<String> EFFECTS = Set.of("deny", "audit");

    private final Function<String, Optional<ObjectNode>> definitions;

    /** @param definitions finds a policy definition or policy set definition by its id */
    public PolicyEngine(Function<String, Optional<ObjectNode>> definitions) {
        this.definitions = definitions;
    }

    /**
     * @param resource type, name, location, tags and properties, as they would be after the write
     * @param id where it would be, or the scope for which it is asked
     * @param assignments the resources of all policy assignments
     */
    public List<Finding> findings(JsonNode resource, String id, List<ObjectNode> assignments) {
        List<Finding> findings = new ArrayList<>();
        assignments.stream().map(Assignment::new).filter(one -> one.covers(id)).forEach(assignment -> {
            ObjectNode definition = definition(assignment.definitionId());
            if (definition.path("properties").has("policyDefinitions")) {
                members(assignment, definition, resource, findings);
            } else {
                finding(assignment, definition, assignment.parameters(), Optional.empty(), resource)
                        .ifPresent(findings::add);
            }
        });
        return findings;
    }

    /** Throws where a definition's rule is not in the policy language. */
    public static void check(JsonNode definition) {
        JsonNode rule = definition.path("properties").path("policyRule");
        if (!rule.has("if") || !rule.path("then").has("effect")) {
            throw new InvalidPolicyException("a policy rule has an 'if' and a 'then' with an 'effect'");
        }
        ConditionParser.parse(rule.path("if"));
    }

    private void members(Assignment assignment, ObjectNode set, JsonNode resource, List<Finding> findings) {
        JsonNode properties = set.path("properties");
        Parameters ofSet = Parameters.of(properties.path("parameters"), assignment.parameters());
        for (JsonNode member : properties.path("policyDefinitions")) {
            finding(
                            assignment,
                            definition(member.path("policyDefinitionId").asText()),
                            ofSet.applyTo(member.path("parameters")),
                            Optional.of(set),
                            resource)
                    .ifPresent(findings::add);
        }
    }

    private Optional<Finding> finding(
            Assignment assignment, JsonNode definition, JsonNode given, Optional<JsonNode> set, JsonNode resource) {
        JsonNode properties = definition.path("properties");
        boolean indexed = properties.path("mode").asText().equalsIgnoreCase("Indexed");
        if (indexed && !resource.has("location") && !resource.has("tags")) {
            return Optional.empty();
        }
        Parameters parameters = Parameters.of(properties.path("parameters"), given);
        JsonNode rule = parameters.applyTo(properties.path("policyRule"));
        String effect = rule.path("then").path("effect").asText().toLowerCase(Locale.ROOT);
        if (!EFFECTS.contains(effect)) {
            return Optional.empty();
        }
        Evaluation evaluation = new Evaluation(Fields.of(resource));
        return ConditionParser.parse(rule.path("if")).holds(evaluation)
                ? Optional.of(new Finding(assignment, definition, set, effect, evaluation.evaluatedExpressions()))
                : Optional.empty();
    }

    private ObjectNode definition(String id) {
        return definitions
                .apply(id)
                .orElseThrow(() -> new InvalidPolicyException("an assigned policy definition is missing: " + id));
    }
}
