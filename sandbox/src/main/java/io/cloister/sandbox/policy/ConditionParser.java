// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the {@code if} of a rule, its parameters already in place. */
final class ConditionParser {

    private static final Set<String> OPERANDS = Set.of("field", "value", "count");

    private ConditionParser() {}

    static Condition parse(JsonNode json) {
        if (json.has("allOf")) {
            return new Condition.AllOf(parts(json.path("allOf")));
        }
        if (json.has("anyOf")) {
            return new Condition.AnyOf(parts(json.path("anyOf")));
        }
        if (json.has("not")) {
            return new Condition.Not(parse(json.path("not")));
        }
        Map.Entry<String, JsonNode> operator = json.properties().stream()
                .filter(property -> !OPERANDS.contains(property.getKey()))
                .findFirst()
                .orElseThrow(() -> new InvalidPolicyException("a condition without an operator: " + json));
        return new Condition.Comparison(
                operand(json),
                Operator.named(operator.getKey())
                        .orElseThrow(() -> new InvalidPolicyException("no such operator: " + operator.getKey())),
                operator.getValue());
    }

    private static List<Condition> parts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(ConditionParser::parse)
                .toList();
    }

    private static Operand operand(JsonNode json) {
        if (json.has("field")) {
            return new Operand.Field(json.path("field").asText());
        }
        if (json.has("value")) {
            return new Operand.Value(json.path("value"));
        }
        JsonNode count = json.path("count");
        if (!count.has("field")) {
            throw new InvalidPolicyException("a condition needs a field, a value, or a count over a field: " + json);
        }
        Condition where = count.has("where") ? parse(count.path("where")) : new Condition.AllOf(List.of());
        return new Operand.Count(count.path("field").asText(), where);
    }
}
