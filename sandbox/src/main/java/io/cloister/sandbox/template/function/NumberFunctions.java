// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/** Whole numbers. Source: Azure docs, "Numeric functions for ARM templates". */
final class NumberFunctions {

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("add", call -> binary(call, Math::addExact)),
            entry("sub", call -> binary(call, Math::subtractExact)),
            entry("mul", call -> binary(call, Math::multiplyExact)),
            entry("div", call -> binary(call, (one, other) -> one / other)),
            entry("mod", call -> binary(call, (one, other) -> one % other)),
            entry("int", NumberFunctions::toInt),
            entry("float", NumberFunctions::toFloat),
            entry(
                    "min",
                    call -> LongNode.valueOf(
                            numbers(call).min().orElseThrow(() -> call.wrong("needs at least one number")))),
            entry(
                    "max",
                    call -> LongNode.valueOf(
                            numbers(call).max().orElseThrow(() -> call.wrong("needs at least one number")))));

    private NumberFunctions() {}

    private static JsonNode binary(Arguments call, LongBinaryOperator operator) {
        try {
            return LongNode.valueOf(operator.applyAsLong(call.count(2, 2).number(0), call.number(1)));
        } catch (ArithmeticException e) {
            throw call.wrong("has no result: " + e.getMessage());
        }
    }

    private static JsonNode toInt(Arguments call) {
        JsonNode value = call.count(1, 1).get(0);
        try {
            return LongNode.valueOf(
                    value.isNumber()
                            ? value.longValue()
                            : Long.parseLong(value.asText().trim()));
        } catch (NumberFormatException e) {
            throw call.wrong("cannot make an integer of " + value);
        }
    }

    private static JsonNode toFloat(Arguments call) {
        JsonNode value = call.count(1, 1).get(0);
        try {
            return DoubleNode.valueOf(Double.parseDouble(value.asText()));
        } catch (NumberFormatException e) {
            throw call.wrong("cannot make a number of " + value);
        }
    }

    private static LongStream numbers(Arguments call) {
        if (call.size() == 1 && call.get(0).isArray()) {
            return StreamSupport.stream(call.get(0).spliterator(), false).mapToLong(JsonNode::longValue);
        }
        return LongStream.range(0, call.size()).map(index -> call.number((int) index));
    }
}
