// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.Effect;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.template.Templates;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A policy definition as Azure takes it.
 *
 * <p>Source of the codes: azure-sdk-for-net, the tests of the policy client, {@code ValidatePolicyDefinitionErrorHandling}.
 */
public final class DefinitionCheck {

    /** The modes of other services, whose rules are theirs: Microsoft.KeyVault.Data. */
    private static final Pattern DATA_MODE = Pattern.compile("Microsoft(\\.\\w+)+\\.Data", Pattern.CASE_INSENSITIVE);

    private DefinitionCheck() {}

    /** Throws an {@link InvalidPolicyException} where Azure refuses it. */
    public static void check(JsonNode definition) {
        JsonNode properties = definition.path("properties");
        String name = definition.path("name").asText();
        JsonNode rule = properties.path("policyRule");
        if (!rule.isObject()) {
            throw invalidRequest("Required property 'policyRule' not found in JSON. Path 'properties'.");
        }
        String mode = properties.path("mode").asText("Indexed").toLowerCase(Locale.ROOT);
        boolean ofResources = mode.equals("all") || mode.equals("indexed");
        if (!ofResources && !DATA_MODE.matcher(mode).matches()) {
            throw new InvalidPolicyException(
                    "InvalidPolicyDefinitionMode",
                    "The policy definition mode '" + properties.path("mode").asText() + "' is not valid.");
        }
        ParameterValues.checkDeclarations("The policy definition '" + name + "'", properties.path("parameters"));
        if (ofResources) {
            Rule.parse(rule);
            checkEffect(name, rule.path("then"), properties.path("parameters"));
        }
        ParameterUse.check("policy", name, properties, rule);
    }

    static InvalidPolicyException invalidRequest(String why) {
        return new InvalidPolicyException(
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: '" + why + "'.");
    }

    private static void checkEffect(String name, JsonNode then, JsonNode parameters) {
        String word = then.path("effect").asText();
        if (Templates.isExpression(word)) {
            String parameter = word.replaceAll("(?i)^\\[\\s*parameters\\(\\s*'([^']*)'\\s*\\)\\s*]$", "$1");
            parameters.path(parameter).path("allowedValues").forEach(allowed -> effect(allowed.asText()));
            return;
        }
        Effect effect = effect(word);
        missingDetail(effect, then.path("details")).ifPresent(missing -> {
            throw new InvalidPolicyException(
                    "InvalidPolicyRuleEffectDetails",
                    "The policy definition '" + name + "' rule is invalid. The policy effect '" + effect.word()
                            + "' needs '" + missing + "'.");
        });
    }

    private static Effect effect(String word) {
        return Effect.named(word)
                .orElseThrow(() -> new InvalidPolicyException(
                        "InvalidPolicyRule",
                        "Failed to parse policy rule: 'The policy effect '" + word + "' is not valid.'."));
    }

    private static Optional<String> first(JsonNode details, String... needed) {
        return Arrays.stream(needed)
                .filter(detail -> details.path(detail).isMissingNode()
                        || details.path(detail).isNull())
                .map(detail -> "details." + detail)
                .findFirst();
    }

    private static Optional<String> missingDetail(Effect effect, JsonNode details) {
        return switch (effect) {
            case MODIFY ->
                details.path("operations").isEmpty()
                        ? Optional.of("details.operations")
                        : details.path("roleDefinitionIds").isEmpty()
                                ? Optional.of("details.roleDefinitionIds")
                                : Optional.empty();
            case APPEND -> details.isArray() && !details.isEmpty() ? Optional.empty() : Optional.of("details");
            case DENY_ACTION, AUDIT_ACTION ->
                details.path("actionNames").isEmpty() ? Optional.of("details.actionNames") : Optional.empty();
            case AUDIT_IF_NOT_EXISTS -> first(details, "type");
            case DEPLOY_IF_NOT_EXISTS -> first(details, "type", "roleDefinitionIds", "deployment");
            default -> Optional.empty();
        };
    }
}
