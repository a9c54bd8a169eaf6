// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Decisions and comparisons. {@code if}, {@code and}, {@code or} and {@code coalesce} leave alone what does not decide.
 *
 * <p>Source: Azure docs, "Logical functions" and "Comparison functions for ARM templates".
 */
final class LogicalFunctions {

    private static final int ANY = 128;

    static final Map<String, Function> ALL = Map.ofEntries(
            entry(
                    "and",
                    call -> truth(IntStream.range(0, call.count(2, ANY).size()).allMatch(call::truth))),
            entry(
                    "or",
                    call -> truth(IntStream.range(0, call.count(2, ANY).size()).anyMatch(call::truth))),
            entry("not", call -> truth(!call.count(1, 1).truth(0))),
            entry("if", call -> call.count(3, 3).truth(0) ? call.get(1) : call.get(2)),
            entry("bool", call -> truth(bool(call.count(1, 1)))),
            entry("true", call -> truth(call.count(0, 0).size() == 0)),
            entry("false", call -> truth(call.count(0, 0).size() > 0)),
            entry("null", call -> NullNode.getInstance()),
            entry("equals", call -> truth(same(call.count(2, 2).get(0), call.get(1)))),
            entry("less", call -> truth(order(call) < 0)),
            entry("lessOrEquals", call -> truth(order(call) <= 0)),
            entry("greater", call -> truth(order(call) > 0)),
            entry("greaterOrEquals", call -> truth(order(call) >= 0)),
            entry("coalesce", LogicalFunctions::coalesce));

    private static final Comparator<JsonNode> NUMBERS_BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private LogicalFunctions() {}

    static BooleanNode truth(boolean value) {
        return BooleanNode.valueOf(value);
    }

    static boolean same(JsonNode one, JsonNode other) {
        return one.equals(NUMBERS_BY_VALUE, other);
    }

    private static JsonNode coalesce(Arguments call) {
        return call.all().filter(value -> !value.isNull()).findFirst().orElse(NullNode.getInstance());
    }

    private static boolean bool(Arguments call) {
        JsonNode value = call.get(0);
        if (value.isBoolean() || value.isIntegralNumber()) {
            return value.asBoolean();
        }
        String text = value.asText();
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return true;
        }
        if (text.equalsIgnoreCase("false") || text.equals("0")) {
            return false;
        }
        throw call.wrong("cannot make a boolean of " + value);
    }

    private static int order(Arguments call) {
        JsonNode one = call.count(2, 2).get(0);
        JsonNode other = call.get(1);
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        if (one.isTextual() && other.isTextual()) {
            return one.textValue().compareTo(other.textValue());
        }
        throw call.wrong("compares two numbers or two strings, not " + one + " and " + other);
    }
}
