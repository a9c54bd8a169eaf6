// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Label and field selectors, in a query and in an object. */
final class Selector {

    private Selector() {}

    /** {@code a=b,c!=d,e,!f}, as in {@code labelSelector=}. */
    static boolean labels(String text, JsonNode object) {
        JsonNode labels = object.at("/metadata/labels");
        return requirements(text).stream().allMatch(requirement -> {
            if (requirement.startsWith("!")) {
                return !labels.has(requirement.substring(1));
            }
            return requirement.contains("=")
                    ? equality(requirement, field -> labels.path(field).asText(""))
                    : labels.has(requirement);
        });
    }

    /** {@code metadata.name=x} and any other path, as in {@code fieldSelector=}. */
    static boolean fields(String text, JsonNode object) {
        return requirements(text).stream()
                .allMatch(requirement -> equality(
                        requirement,
                        field -> object.at("/" + field.replace('.', '/')).asText("")));
    }

    /** A {@code LabelSelector} object; an absent or empty one matches everything. */
    static boolean matches(JsonNode selector, JsonNode labels) {
        for (var wanted : selector.path("matchLabels").properties()) {
            if (!wanted.getValue().equals(labels.path(wanted.getKey()))) {
                return false;
            }
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            JsonNode value = labels.path(expression.path("key").asText());
            boolean among = false;
            for (JsonNode candidate : expression.path("values")) {
                among |= candidate.equals(value);
            }
            boolean holds = switch (expression.path("operator").asText()) {
                case "In" -> among;
                case "NotIn" -> !among;
                case "Exists" -> !value.isMissingNode();
                case "DoesNotExist" -> value.isMissingNode();
                default -> false;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static List<String> requirements(String text) {
        return Arrays.stream(text.split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean equality(String requirement, UnaryOperator<String> value) {
        boolean negated = requirement.contains("!=");
        String[] sides = requirement.split(negated ? "!=" : "==?", 2);
        return value.apply(sides[0].trim()).equals(sides[1].trim()) != negated;
    }
}
