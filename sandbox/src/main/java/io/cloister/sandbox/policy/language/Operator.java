// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.template.TemplateException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A comparison. Strings compare without case, but for {@code match} and {@code notMatch}; numbers and booleans compare with
 * their text too; what is not there equals nothing.
 *
 * <p>Source: Azure docs, "Azure Policy definition structure policy rule", Conditions.
 */
public enum Operator {
    EQUALS("equals", Operator::same),
    NOT_EQUALS("notEquals", not(Operator::same)),
    LIKE("like", Operator::like),
    NOT_LIKE("notLike", not(Operator::like)),
    MATCH("match", (actual, expected) -> match(actual, expected, 0)),
    NOT_MATCH("notMatch", (actual, expected) -> !match(actual, expected, 0)),
    MATCH_INSENSITIVELY("matchInsensitively", (actual, expected) -> match(actual, expected, Pattern.CASE_INSENSITIVE)),
    NOT_MATCH_INSENSITIVELY(
            "notMatchInsensitively", (actual, expected) -> !match(actual, expected, Pattern.CASE_INSENSITIVE)),
    CONTAINS("contains", Operator::contains),
    NOT_CONTAINS("notContains", not(Operator::contains)),
    IN("in", Operator::in),
    NOT_IN("notIn", not(Operator::in)),
    CONTAINS_KEY("containsKey", Operator::containsKey),
    NOT_CONTAINS_KEY("notContainsKey", not(Operator::containsKey)),
    LESS("less", (actual, expected) -> isThere(actual) && order(actual, expected) < 0),
    LESS_OR_EQUALS("lessOrEquals", (actual, expected) -> isThere(actual) && order(actual, expected) <= 0),
    GREATER("greater", (actual, expected) -> isThere(actual) && order(actual, expected) > 0),
    GREATER_OR_EQUALS("greaterOrEquals", (actual, expected) -> isThere(actual) && order(actual, expected) >= 0),
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

    /** Throws where values of such types have no order. */
    boolean holds(JsonNode actual, JsonNode expected) {
        return test.test(actual, expected);
    }

    private static BiPredicate<JsonNode, JsonNode> not(BiPredicate<JsonNode, JsonNode> test) {
        return test.negate();
    }

    private static boolean isThere(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static boolean same(JsonNode actual, JsonNode expected) {
        if (!isThere(actual)) {
            return false;
        }
        if (actual.isNumber() && expected.isNumber()) {
            return actual.decimalValue().compareTo(expected.decimalValue()) == 0;
        }
        return actual.isContainerNode() == expected.isContainerNode()
                && text(actual).equals(text(expected));
    }

    private static boolean like(JsonNode actual, JsonNode expected) {
        return isThere(actual) && like(text(actual), text(expected).split("\\*", -1));
    }

    /** Without backtracking, however many wildcards there are. */
    private static boolean like(String value, String... parts) {
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return value.equals(last);
        }
        if (!value.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
            int found = value.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return value.length() - last.length() >= at && value.endsWith(last);
    }

    /** {@code #} is a digit, {@code ?} a letter, {@code .} anything; others are themselves. */
    private static boolean match(JsonNode actual, JsonNode expected, int flags) {
        StringBuilder pattern = new StringBuilder();
        expected.asText()
                .chars()
                .forEach(each -> pattern.append(
                        switch (each) {
                            case '#' -> "[0-9]";
                            case '?' -> "[a-zA-Z]";
                            case '.' -> ".";
                            default -> Pattern.quote(Character.toString(each));
                        }));
        return isThere(actual)
                && Pattern.compile(pattern.toString(), flags | Pattern.DOTALL)
                        .matcher(actual.asText())
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
        if (actual.isNumber() || expected.isNumber()) {
            return number(actual).compareTo(number(expected));
        }
        Optional<Instant> date = date(actual);
        Optional<Instant> limit = date(expected);
        if (date.isPresent() && limit.isPresent()) {
            return date.get().compareTo(limit.get());
        }
        if (!actual.isTextual() || !expected.isTextual()) {
            throw mismatch(actual, expected);
        }
        return text(actual).compareTo(text(expected));
    }

    private static BigDecimal number(JsonNode node) {
        try {
            return new BigDecimal(node.asText());
        } catch (NumberFormatException e) {
            throw new TemplateException("The value '" + node + "' is not a number and cannot be compared with one.");
        }
    }

    private static Optional<Instant> date(JsonNode node) {
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static TemplateException mismatch(JsonNode actual, JsonNode expected) {
        return new TemplateException("The values '" + actual + "' and '" + expected + "' cannot be compared.");
    }

    private static String text(JsonNode node) {
        return (node.isValueNode() ? node.asText() : node.toString()).toLowerCase(Locale.ROOT);
    }
}
