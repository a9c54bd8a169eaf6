// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.template.TemplateException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a template asks of a parameter's value. Source: Azure docs, "Parameters in ARM templates". */
final class ParameterRules {

    private ParameterRules() {}

    static void check(String name, JsonNode definition, JsonNode value) {
        String type = definition.path("type").asText("").toLowerCase(Locale.ROOT);
        boolean nullable = definition.path("nullable").asBoolean() && value.isNull();
        if (!nullable && !fits(type, value)) {
            throw new TemplateException("Template parameter JToken type is not valid. Expected '" + expected(type)
                    + "'. Actual '" + actual(value)
                    + "'. Please see https://aka.ms/resource-manager-parameter-files for"
                    + " usage details. The parameter is '" + name + "'.");
        }
        JsonNode allowed = definition.path("allowedValues");
        if (allowed.isArray()
                && StreamSupport.stream(allowed.spliterator(), false).noneMatch(one -> isSame(one, value))) {
            String values = StreamSupport.stream(allowed.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(","));
            throw invalid(
                    name,
                    "The value '" + shown(type, value) + "' is not part of the allowed value(s): '" + values + "'");
        }
        range(name, definition, "minValue", "maxValue", value.isIntegralNumber() ? value.longValue() : null, "value");
        Long length = value.isTextual()
                ? Long.valueOf(value.textValue().length())
                : value.isArray() ? Long.valueOf(value.size()) : null;
        range(name, definition, "minLength", "maxLength", length, "length");
    }

    private static void range(String name, JsonNode definition, String least, String most, Long actual, String what) {
        if (actual == null) {
            return;
        }
        if (definition.hasNonNull(least) && actual < definition.path(least).asLong()) {
            throw invalid(
                    name,
                    "The " + what + " of '" + actual + "' should be greater than or equal to '"
                            + definition.path(least).asLong() + "'");
        }
        if (definition.hasNonNull(most) && actual > definition.path(most).asLong()) {
            throw invalid(
                    name,
                    "The " + what + " of '" + actual + "' should be less than or equal to '"
                            + definition.path(most).asLong() + "'");
        }
    }

    private static TemplateException invalid(String name, String why) {
        return new TemplateException(
                "The provided value for the template parameter '" + name + "' is not valid. " + why + ".");
    }

    private static String shown(String type, JsonNode value) {
        return TemplateParameters.isSecure(type) ? "(secure)" : value.asText();
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.equals(other)
                || one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string", "securestring" -> value.isTextual();
            case "int" -> value.isIntegralNumber();
            case "bool" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object", "secureobject" -> value.isObject();
            default -> true;
        };
    }

    private static String expected(String type) {
        return switch (type) {
            case "int" -> "Integer";
            case "bool" -> "Boolean";
            case "array" -> "Array";
            case "object", "secureobject" -> "Object";
            default -> "String, Uri";
        };
    }

    private static String actual(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "String";
            case NUMBER -> value.isIntegralNumber() ? "Integer" : "Float";
            case BOOLEAN -> "Boolean";
            case ARRAY -> "Array";
            case NULL -> "Null";
            default -> "Object";
        };
    }
}
