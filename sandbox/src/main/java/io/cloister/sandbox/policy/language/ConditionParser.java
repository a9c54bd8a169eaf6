// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the {@code if} of a rule. The words of the language have no case. */
final class ConditionParser {

    private static final Set<String> OPERANDS = Set.of("field", "value", "count");
    private static final Set<String> FIELDS =
            Set.of("name", "fullname", "kind", "type", "location", "id", "tags", "identity");

    private ConditionParser() {}

    static Condition parse(JsonNode json) {
        if (!json.isObject() || json.isEmpty()) {
            throw InvalidPolicyException.rule("a condition is an object with a condition in it, not " + json);
        }
        if (json.size() == 1) {
            Map.Entry<String, JsonNode> only = json.properties().iterator().next();
            switch (only.getKey().toLowerCase(Locale.ROOT)) {
                case "allof" -> {
                    return new Condition.AllOf(parts(only));
                }
                case "anyof" -> {
                    return new Condition.AnyOf(parts(only));
                }
                case "not" -> {
                    return new Condition.Not(parse(only.getValue()));
                }
                default -> throw InvalidPolicyException.rule("'" + only.getKey() + "' alone is no condition");
            }
        }
        return comparison(json);
    }

    private static List<Condition> parts(Map.Entry<String, JsonNode> operator) {
        if (!operator.getValue().isArray() || operator.getValue().isEmpty()) {
            throw InvalidPolicyException.rule("'" + operator.getKey() + "' needs an array of conditions");
        }
        List<Condition> parts = new ArrayList<>();
        operator.getValue().forEach(part -> parts.add(parse(part)));
        return parts;
    }

    private static Condition comparison(JsonNode json) {
        Operand operand = null;
        Operator operator = null;
        JsonNode expected = null;
        for (Map.Entry<String, JsonNode> property : json.properties()) {
            boolean isOperand = OPERANDS.contains(property.getKey().toLowerCase(Locale.ROOT));
            if (isOperand ? operand != null : operator != null) {
                throw InvalidPolicyException.rule("a condition has one operand and one operator: " + json);
            }
            if (isOperand) {
                operand = operand(property.getKey().toLowerCase(Locale.ROOT), property.getValue());
            } else {
                operator = Operator.named(property.getKey())
                        .orElseThrow(() -> InvalidPolicyException.rule(
                                "there is no operator '" + property.getKey() + "' in the language"));
                expected = expected(operator, property.getValue());
            }
        }
        if (operand == null || operator == null) {
            throw InvalidPolicyException.rule("a condition has one operand and one operator: " + json);
        }
        return new Condition.Comparison(operand, operator, expected);
    }

    private static JsonNode expected(Operator operator, JsonNode value) {
        checkExpressions(value);
        boolean expression = value.isTextual() && Templates.isExpression(value.textValue());
        boolean list = operator == Operator.IN || operator == Operator.NOT_IN;
        if (operator == Operator.EXISTS
                && !expression
                && !value.asText().toLowerCase(Locale.ROOT).matches("true|false")) {
            throw InvalidPolicyException.rule("'exists' is 'true' or 'false', not " + value);
        }
        if (list && !expression && !value.isArray()) {
            throw InvalidPolicyException.rule("'" + operator.displayName() + "' compares with an array, not " + value);
        }
        return value;
    }

    private static Operand operand(String word, JsonNode json) {
        return switch (word) {
            case "field" -> new Operand.Field(field(json));
            case "value" -> {
                checkExpressions(json);
                yield new Operand.Value(json);
            }
            default -> count(json);
        };
    }

    private static Operand count(JsonNode json) {
        Condition where = json.has("where") ? parse(json.path("where")) : new Condition.AllOf(List.of());
        if (json.has("field") == json.has("value")) {
            throw InvalidPolicyException.rule("'count' needs a 'field' or a 'value'");
        }
        if (json.has("field")) {
            String field = field(json.path("field"));
            if (!Templates.isExpression(field) && !field.endsWith("[*]")) {
                throw InvalidPolicyException.rule("'count' needs an array alias, which '" + field + "' is not");
            }
            return new Operand.FieldCount(field, where);
        }
        checkExpressions(json.path("value"));
        return new Operand.ValueCount(json.path("value"), json.path("name").asText("default"), where);
    }

    private static String field(JsonNode json) {
        checkExpressions(json);
        String name = json.asText();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean known = Templates.isExpression(name)
                || lower.contains("/")
                || FIELDS.contains(lower)
                || lower.startsWith("tags.")
                || lower.startsWith("tags[")
                || lower.startsWith("identity.");
        if (!json.isTextual() || !known) {
            throw InvalidPolicyException.rule(
                    "the field '" + name + "' is neither a property of every resource nor an alias");
        }
        return name;
    }

    private static void checkExpressions(JsonNode json) {
        try {
            Templates.calls(json, (name, call) -> PolicyFunctions.requireKnown(name));
        } catch (TemplateException e) {
            throw InvalidPolicyException.rule(e.getMessage());
        }
    }
}
