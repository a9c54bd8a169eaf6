// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.template.Expression;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.Templates;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The parameters that a definition declares are those that it uses, no more and no less; Azure's own are not held to it. */
final class ParameterUse {

    private ParameterUse() {}

    /**
     * @param what {@code policy} or {@code policy set}
     * @param user the part of it that may use parameters
     */
    static void check(String what, String name, JsonNode properties, JsonNode user) {
        if (!properties.path("policyType").asText("Custom").equalsIgnoreCase("Custom")) {
            return;
        }
        Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        collect(withoutTemplates(user), used);
        Set<String> known = names(properties.path("parameters"));
        Set<String> undeclared = without(used, known);
        if (!undeclared.isEmpty()) {
            throw new InvalidPolicyException(
                    "InvalidPolicyParameters",
                    "The " + what + " '" + name + "' has parameters '" + String.join(",", undeclared)
                            + "' that are used but not defined.");
        }
        Set<String> unused = without(known, used);
        if (!unused.isEmpty()) {
            throw new InvalidPolicyException(
                    "UnusedPolicyParameters",
                    "The " + what + " '" + name + "' has defined parameters '" + String.join(",", unused)
                            + "' which are not used in the policy rule. Please either remove these parameters from the"
                            + " definition or ensure that they are used in the policy rule.");
        }
    }

    private static void collect(JsonNode json, Set<String> into) {
        try {
            Templates.calls(json, (function, call) -> {
                if (function.equals("parameters")
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Expression.Literal literal) {
                    into.add(literal.value().asText());
                }
            });
        } catch (TemplateException e) {
            throw new InvalidPolicyException(
                    "InvalidPolicyRule", "Failed to parse policy rule: '" + e.getMessage() + "'.");
        }
    }

    /** A deployment's template has parameters of its own. */
    private static JsonNode withoutTemplates(JsonNode rule) {
        if (rule.at("/then/details/deployment/properties/template").isMissingNode()) {
            return rule;
        }
        JsonNode copy = rule.deepCopy();
        ((ObjectNode) copy.at("/then/details/deployment/properties")).remove("template");
        return copy;
    }

    private static Set<String> names(JsonNode declared) {
        return declared.properties().stream()
                .map(parameter -> parameter.getKey())
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeIf(others::contains);
        return rest;
    }
}
