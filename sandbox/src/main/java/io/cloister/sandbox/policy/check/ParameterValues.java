// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.template.Templates;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The values that are given to a definition's parameters: known, complete, of their type, and allowed. */
final class ParameterValues {

    private static final Set<String> TYPES =
            Set.of("string", "array", "object", "boolean", "integer", "float", "datetime");

    private ParameterValues() {}

    /** @param owner who gives them: {@code The policy assignment 'x'} */
    static void check(String owner, JsonNode declared, JsonNode given) {
        List<String> undefined = new ArrayList<>();
        given.properties().forEach(value -> {
            Optional<JsonNode> parameter = named(declared, value.getKey());
            if (parameter.isEmpty()) {
                undefined.add(value.getKey());
            } else {
                checkValue(
                        owner, value.getKey(), parameter.get(), value.getValue().path("value"));
            }
        });
        if (!undefined.isEmpty()) {
            throw new InvalidPolicyException(
                    "UndefinedPolicyParameter",
                    owner + " is attempting to assign the parameter(s) '" + String.join(",", undefined)
                            + "' which are not defined in the policy definition.");
        }
        List<String> missing = declared.properties().stream()
                .filter(parameter -> !parameter.getValue().hasNonNull("defaultValue"))
                .map(Map.Entry::getKey)
                .filter(name -> named(given, name)
                        .filter(value -> value.hasNonNull("value"))
                        .isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidPolicyException(
                    "MissingPolicyParameter",
                    owner + " is missing the parameter(s) '" + String.join(",", missing)
                            + "' as defined in the policy definition.");
        }
    }

    /** A definition's own: types that there are, and defaults that fit. */
    static void checkDeclarations(String owner, JsonNode declared) {
        declared.properties().forEach(parameter -> {
            String type = type(parameter.getValue());
            if (!TYPES.contains(type)) {
                throw new InvalidPolicyException(
                        "InvalidPolicyParameters",
                        owner + " has the parameter '" + parameter.getKey() + "' of the type '"
                                + parameter.getValue().path("type").asText() + "', which is not valid.");
            }
            if (parameter.getValue().hasNonNull("defaultValue")) {
                checkValue(
                        owner,
                        parameter.getKey(),
                        parameter.getValue(),
                        parameter.getValue().path("defaultValue"));
            }
        });
    }

    private static void checkValue(String owner, String name, JsonNode parameter, JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isTextual() && Templates.isExpression(value.textValue())) {
            return;
        }
        if (!hasType(value, type(parameter))) {
            throw new InvalidPolicyException(
                    "InvalidPolicyParameterType",
                    owner + " has for the parameter '" + name + "' the value '" + value
                            + "', which is not of the type '"
                            + parameter.path("type").asText() + "'.");
        }
        JsonNode allowed = parameter.path("allowedValues");
        boolean fits = allowed.isEmpty()
                || isAllowed(value, allowed)
                || value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).allMatch(one -> isAllowed(one, allowed));
        if (!fits) {
            throw new InvalidPolicyException(
                    "PolicyParameterValueNotAllowed",
                    owner + " has for the parameter '" + name + "' the value '" + value
                            + "', which is not one of the allowed values '" + allowed + "'.");
        }
    }

    private static boolean isAllowed(JsonNode value, JsonNode allowed) {
        return StreamSupport.stream(allowed.spliterator(), false)
                .anyMatch(one ->
                        one.equals(value) || one.isTextual() && one.textValue().equalsIgnoreCase(value.asText()));
    }

    private static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "boolean" ->
                value.isBoolean() || value.asText().toLowerCase(Locale.ROOT).matches("true|false");
            case "integer" -> value.isIntegralNumber() || value.asText().matches("-?\\d+");
            case "float" -> value.isNumber();
            case "datetime" -> isDate(value.asText());
            default -> value.isValueNode();
        };
    }

    private static boolean isDate(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String type(JsonNode parameter) {
        return parameter.path("type").asText().toLowerCase(Locale.ROOT);
    }

    private static Optional<JsonNode> named(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
