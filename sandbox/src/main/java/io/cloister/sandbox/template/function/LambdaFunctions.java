// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Expression;
import io.cloister.sandbox.template.Function;
import io.cloister.sandbox.template.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Functions that take a {@code lambda('x', lambdaVariables('x'))} for each element of an array. Source: Azure docs, "Lambda
 * functions for ARM templates".
 */
final class LambdaFunctions {

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("map", LambdaFunctions::map),
            entry("filter", LambdaFunctions::filter),
            entry("reduce", LambdaFunctions::reduce),
            entry("sort", LambdaFunctions::sort),
            entry("toObject", LambdaFunctions::toObject));

    private LambdaFunctions() {}

    private static JsonNode map(Arguments call) {
        ArrayNode mapped = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> elements = elements(call.count(2, 2));
        for (int i = 0; i < elements.size(); i++) {
            mapped.add(apply(call, 1, elements.get(i), LongNode.valueOf(i)));
        }
        return mapped;
    }

    private static JsonNode filter(Arguments call) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        List<JsonNode> elements = elements(call.count(2, 2));
        for (int i = 0; i < elements.size(); i++) {
            if (apply(call, 1, elements.get(i), LongNode.valueOf(i)).asBoolean()) {
                kept.add(elements.get(i));
            }
        }
        return kept;
    }

    private static JsonNode reduce(Arguments call) {
        JsonNode result = call.count(3, 3).get(1);
        List<JsonNode> elements = elements(call);
        for (int i = 0; i < elements.size(); i++) {
            result = apply(call, 2, result, elements.get(i), LongNode.valueOf(i));
        }
        return result;
    }

    /** By a lambda that says whether its first variable comes before its second. */
    private static JsonNode sort(Arguments call) {
        List<JsonNode> elements = new ArrayList<>(elements(call.count(2, 2)));
        Comparator<JsonNode> order = (one, other) -> apply(call, 1, one, other).asBoolean()
                ? -1
                : apply(call, 1, other, one).asBoolean() ? 1 : 0;
        elements.sort(order);
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        elements.forEach(sorted::add);
        return sorted;
    }

    private static JsonNode toObject(Arguments call) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean values = call.count(2, 3).size() > 2;
        for (JsonNode element : elements(call)) {
            object.set(apply(call, 1, element).asText(), values ? apply(call, 2, element) : element);
        }
        return object;
    }

    private static List<JsonNode> elements(Arguments call) {
        JsonNode array = call.get(0);
        if (!array.isArray()) {
            throw call.wrong("expects an array as argument 1, not " + array);
        }
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode apply(Arguments call, int index, JsonNode... values) {
        if (!(call.expression(index) instanceof Expression.Invocation lambda)
                || !lambda.name().equalsIgnoreCase("lambda")
                || lambda.arguments().isEmpty()) {
            throw call.wrong("expects a lambda as argument " + (index + 1));
        }
        Scope outer = call.scope();
        List<String> names = lambda.arguments().subList(0, lambda.arguments().size() - 1).stream()
                .map(name -> name.evaluate(outer).asText())
                .toList();
        Function variables = asked -> {
            int at = names.indexOf(asked.text(0));
            return at < 0 || at >= values.length
                    ? outer.function("lambdavariables")
                            .orElseThrow(() -> asked.wrong("knows no variable '" + asked.text(0) + "'"))
                            .call(asked)
                    : values[at];
        };
        Scope inner = name -> name.equals("lambdavariables") ? Optional.of(variables) : outer.function(name);
        return lambda.arguments().get(lambda.arguments().size() - 1).evaluate(inner);
    }
}
