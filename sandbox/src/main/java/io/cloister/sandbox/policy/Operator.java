// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A comparison of the policy language; strings compare without case. */
enum Operator {
    EQUALS("equals", Operator::same),
    NOT_EQUALS("notEquals", (actual, expected) -> !same(actual, expected)),
    LIKE("like", Operator::like),
    NOT_LIKE("notLike", (actual, expected) -> !like(actual, expected)),
    IN("in", Operator::in),
    NOT_IN("notIn", (actual, expected) -> !in(actual, expected)),
    CONTAINS("contains", Operator::contains),
    NOT_CONTAINS("notContains", (actual, expected) -> !contains(actual, expected)),
    CONTAINS_KEY("containsKey", Operator::containsKey),
    NOT_CONTAINS_KEY("notContainsKey", (actual, expected) -> !containsKey(actual, expected)),
    LESS("less", (actual, expected) -> order(actual, expected) < 0),
    LESS_OR_EQUALS("lessOrEquals", (actual, expected) -> order(actual, expected) <= 0),
    GREATER("greater", (actual, expected) -> order(actual, expected) > 0),
    GREATER_OR_EQUALS("greaterOrEquals", (actual, expected) -> order(actual, expected) >= 0),
    EXISTS("exists", (actual, expected) -> isThere(actual) == Boolean.parseBoolean(text(expected)));

    private final String word;
    private final BiPredicate<JsonNode, JsonNode> test;

    Operator(String word, BiPredicate<JsonNode, JsonNode> test) {
        this.word = word;
        this.test = test;
    }

    static Optional<Operator> named(String word) {
        return Arrays.stream(values())
                .filter(operator -> operator.word.equalsIgnoreCase(word))
                .findFirst();
    }

    /** As error details spell it: NotEquals. */
    String displayName() {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    boolean holds(JsonNode actual, JsonNode expected) {
        return test.test(actual, expected);
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static boolean same(JsonNode actual, JsonNode expected) {
        return isThere(actual) && text(actual).equals(text(expected));
    }

    private static boolean like(JsonNode actual, JsonNode expected) {
        String[] parts = text(expected).split("\\*", -1);
        String pattern =
                String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList());
        return isThere(actual)
                && Pattern.compile(pattern, Pattern.DOTALL)
                        .matcher(text(actual))
                        .matches();
    }

    private static boolean in(JsonNode actual, JsonNode expected) {
        return StreamSupport.stream(expected.spliterator(), false).anyMatch(one -> same(actual, one));
    }

    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (actual.isArray()) {
            return in(expected, actual);
        }
        return isThere(actual) && text(actual).contains(text(expected));
    }

    private static boolean containsKey(JsonNode actual, JsonNode expected) {
        return actual.properties().stream()
                .anyMatch(property -> property.getKey().equalsIgnoreCase(expected.asText()));
    }

    private static int order(JsonNode actual, JsonNode expected) {
        return actual.isNumber() && expected.isNumber()
                ? Double.compare(actual.doubleValue(), expected.doubleValue())
                : text(actual).compareTo(text(expected));
    }

    private static String text(JsonNode node) {
        return (node.isValueNode() ? node.asText() : node.toString()).toLowerCase(Locale.ROOT);
    }
}
