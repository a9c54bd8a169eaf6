// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A policy set definition as Azure takes it. Source of the codes: as {@link DefinitionCheck}'s. */
public final class SetDefinitionCheck {

    private SetDefinitionCheck() {}

    /** @param definitions finds a policy definition by its id */
    public static void check(JsonNode set, Function<String, Optional<ObjectNode>> definitions) {
        JsonNode properties = set.path("properties");
        String name = set.path("name").asText();
        JsonNode members = properties.path("policyDefinitions");
        if (members.isEmpty()) {
            throw DefinitionCheck.invalidRequest(
                    "Required property 'policyDefinitions' not found in JSON. Path 'properties'.");
        }
        ParameterValues.checkDeclarations("The policy set definition '" + name + "'", properties.path("parameters"));
        Set<String> groups = new HashSet<>();
        properties.path("policyDefinitionGroups").forEach(group -> groups.add(lower(group.path("name"))));
        Set<String> references = new HashSet<>();
        for (JsonNode member : members) {
            String id = member.path("policyDefinitionId").asText();
            ObjectNode definition = definitions.apply(id).orElseThrow(() -> AssignmentCheck.missing(id));
            ParameterValues.check(
                    "The policy set definition '" + name + "'",
                    definition.path("properties").path("parameters"),
                    member.path("parameters"));
            JsonNode reference = member.path("policyDefinitionReferenceId");
            if (!reference.isMissingNode() && !references.add(lower(reference))) {
                throw DefinitionCheck.invalidRequest("The policy set definition '" + name
                        + "' has the policy definition reference '" + reference.asText() + "' more than once.");
            }
            for (JsonNode group : member.path("groupNames")) {
                if (!groups.contains(lower(group))) {
                    throw new InvalidPolicyException(
                            "InvalidPolicyDefinitionGroups",
                            "The policy set definition '" + name + "' refers to the group '" + group.asText()
                                    + "', which it does not define.");
                }
            }
        }
        ParameterUse.check("policy set", name, properties, members);
    }

    private static String lower(JsonNode text) {
        return text.asText().toLowerCase(Locale.ROOT);
    }
}
