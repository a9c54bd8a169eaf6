// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.policy.language.Parameters;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A definition as an assignment brings it to a resource.
 *
 * @param set the set through which it is assigned
 * @param referenceId its name in that set; empty without one
 */
record Applied(
        Assignment assignment,
        JsonNode definition,
        Optional<JsonNode> set,
        String referenceId,
        Rule rule,
        Parameters parameters) {

    private static final String GROUPS = "microsoft.resources/subscriptions/resourcegroups";

    /** Those of the set that the definition is in. */
    List<String> groups() {
        return set.stream()
                .flatMap(one -> StreamSupport.stream(
                        one.path("properties").path("policyDefinitions").spliterator(), false))
                .filter(member ->
                        member.path("policyDefinitionReferenceId").asText().equals(referenceId))
                .flatMap(
                        member -> StreamSupport.stream(member.path("groupNames").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    RuleContext context(Target target) {
        ObjectNode policy = JsonNodeFactory.instance
                .objectNode()
                .put("assignmentId", assignment.id())
                .put("definitionId", definition.path("id").asText());
        set.ifPresent(one ->
                policy.put("setDefinitionId", one.path("id").asText()).put("definitionReferenceId", referenceId));
        return new RuleContext(target, parameters, policy);
    }

    Effect effect(RuleContext context) {
        String word = assignment.overriddenEffect(referenceId, context.target()).orElseGet(() -> rule.effect(context));
        return Effect.named(word)
                .orElseThrow(() -> new InvalidPolicyException(
                        "InvalidPolicyRule", "The policy effect '" + word + "' is not valid."));
    }

    /**
     * Whether its mode takes in resources of this kind. Indexed leaves out what has no tags and location, and resource
     * groups; other modes are of other services.
     *
     * <p>Source: Azure docs, "definition structure basics", Resource Manager modes.
     */
    boolean concerns(Target target) {
        return mode().equals("all") || mode().equals("indexed") && isIndexed(target);
    }

    /**
     * Source: Azure docs, "denyAction effect", Resource group deletion: of what supports location and tags, by definitions
     * of the mode indexed alone, which deny it unless they say otherwise.
     *
     * @param details of the effect
     */
    boolean keepsFromGoingWithItsGroup(Target target, JsonNode details) {
        return mode().equals("indexed")
                && isIndexed(target)
                && details.path("cascadeBehaviors")
                        .path("resourceGroup")
                        .asText("deny")
                        .equalsIgnoreCase("deny");
    }

    private String mode() {
        return definition.path("properties").path("mode").asText("Indexed").toLowerCase(Locale.ROOT);
    }

    /** A content that is asked about may lack its location yet; what is no part of another resource has one. */
    private static boolean isIndexed(Target target) {
        String type = target.type().toLowerCase(Locale.ROOT);
        boolean alone = type.indexOf('/') == type.lastIndexOf('/')
                && !type.startsWith("microsoft.authorization/")
                && !type.startsWith("microsoft.policyinsights/");
        boolean tracked =
                alone || target.resource().has("location") || target.resource().has("tags");
        return tracked && !type.equals(GROUPS) && !type.equals("microsoft.resources/subscriptions");
    }
}
