// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** JSON whose strings may be expressions, in brackets; a string that only begins so is written with two. */
public final class Templates {

    private Templates() {}

    public static boolean isExpression(String text) {
        return text.startsWith("[") && text.endsWith("]") && !text.startsWith("[[");
    }

    /** The expression in {@code text}, which is one. */
    public static Expression parse(String text) {
        return ExpressionParser.parse(text.substring(1, text.length() - 1));
    }

    /** The same JSON with every expression in its strings, also in the names of properties, replaced by its value. */
    public static JsonNode resolve(JsonNode json, Scope scope) {
        if (json.isTextual()) {
            return resolve(json.textValue(), scope);
        }
        if (json instanceof ArrayNode array) {
            ArrayNode resolved = array.arrayNode();
            array.forEach(element -> resolved.add(resolve(element, scope)));
            return resolved;
        }
        if (json instanceof ObjectNode object) {
            ObjectNode resolved = object.objectNode();
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                resolved.set(resolve(property.getKey(), scope).asText(), resolve(property.getValue(), scope));
            }
            return resolved;
        }
        return json;
    }

    public static JsonNode resolve(String text, Scope scope) {
        if (isExpression(text)) {
            return parse(text).evaluate(scope);
        }
        return new TextNode(text.startsWith("[[") ? text.substring(1) : text);
    }

    /** Tells of every call in {@code json}'s expressions: the function's name in lower case, and the call. */
    public static void calls(JsonNode json, BiConsumer<String, Expression.Invocation> each) {
        if (json.isTextual() && isExpression(json.textValue())) {
            calls(parse(json.textValue()), each);
        }
        json.properties().forEach(property -> calls(new TextNode(property.getKey()), each));
        json.forEach(inner -> calls(inner, each));
    }

    private static void calls(Expression expression, BiConsumer<String, Expression.Invocation> each) {
        if (expression instanceof Expression.Access access) {
            calls(access.of(), each);
            calls(access.key(), each);
        } else if (expression instanceof Expression.Invocation call) {
            each.accept(call.name().toLowerCase(Locale.ROOT), call);
            call.arguments().forEach(argument -> calls(argument, each));
        }
    }
}
