// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.Effect;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.policy.language.Parameters;
import io.cloister.sandbox.template.TemplateException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An assignment of what changes or deploys acts with an identity of its own. The effect that counts is the one that its
 * parameters choose; one whose effects are overridden is left in peace.
 *
 * <p>Source of code and words: azure-cli, issue 13150; azure-powershell, issue 11996.
 */
public final class IdentityNeed {

    private static final String PARAMETERS = "parameters";

    private IdentityNeed() {}

    /** @param definitions finds a policy definition or policy set definition by its id */
    public static void check(JsonNode assignment, Function<String, Optional<ObjectNode>> definitions) {
        JsonNode properties = assignment.path("properties");
        String identity = assignment.path("identity").path("type").asText("None");
        if (!identity.equalsIgnoreCase("None") || !properties.path("overrides").isEmpty()) {
            return;
        }
        definitions
                .apply(properties.path("policyDefinitionId").asText())
                .flatMap(definition -> effects(definition, properties.path(PARAMETERS), definitions)
                        .filter(effect -> effect == Effect.MODIFY || effect == Effect.DEPLOY_IF_NOT_EXISTS)
                        .findFirst())
                .ifPresent(effect -> {
                    throw new InvalidPolicyException(
                            "ResourceIdentityRequired",
                            "The policy assignment '" + assignment.path("name").asText() + "' request is invalid."
                                    + " Policy assignments must include a resource identity when assigning '"
                                    + (effect == Effect.MODIFY ? "Modify" : "DeployIfNotExists")
                                    + "' policy definitions.");
                });
    }

    private static Stream<Effect> effects(
            JsonNode definition, JsonNode given, Function<String, Optional<ObjectNode>> definitions) {
        JsonNode properties = definition.path("properties");
        Parameters parameters = Parameters.of(properties.path(PARAMETERS), given);
        if (!properties.has("policyDefinitions")) {
            return effect(properties.at("/policyRule/then/effect").asText(), parameters);
        }
        return StreamSupport.stream(properties.path("policyDefinitions").spliterator(), false)
                .flatMap(member -> definitions
                        .apply(member.path("policyDefinitionId").asText())
                        .map(one -> effects(one, applied(member.path(PARAMETERS), parameters), definitions))
                        .orElse(Stream.empty()));
    }

    private static Stream<Effect> effect(String word, Parameters parameters) {
        JsonNode resolved = applied(JsonNodeFactory.instance.objectNode().put("effect", word), parameters);
        return Effect.named(resolved.path("effect").asText()).stream();
    }

    /** Nothing where a value can be told for a resource only. */
    private static JsonNode applied(JsonNode given, Parameters parameters) {
        try {
            return parameters.applyTo(given);
        } catch (TemplateException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
