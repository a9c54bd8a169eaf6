// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template.function;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Function;
import io.cloister.sandbox.template.TemplateException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Text. Source: Azure docs, "String functions for ARM templates". */
final class StringFunctions {

    /** Source: Azure docs, "policy rule", Limits enforced during evaluation. */
    private static final int LONGEST = 131_072;

    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)(?::[^}]*)?}");

    static final Map<String, Function> ALL = Map.ofEntries(
            entry("toLower", call -> text(call.count(1, 1).text(0).toLowerCase(Locale.ROOT))),
            entry("toUpper", call -> text(call.count(1, 1).text(0).toUpperCase(Locale.ROOT))),
            entry("trim", call -> text(call.count(1, 1).text(0).trim())),
            entry("replace", StringFunctions::replace),
            entry("split", StringFunctions::split),
            entry("join", StringFunctions::join),
            entry("substring", StringFunctions::substring),
            entry(
                    "startsWith",
                    call -> LogicalFunctions.truth(
                            lower(call.count(2, 2).text(0)).startsWith(lower(call.text(1))))),
            entry(
                    "endsWith",
                    call -> LogicalFunctions.truth(
                            lower(call.count(2, 2).text(0)).endsWith(lower(call.text(1))))),
            entry("padLeft", StringFunctions::padLeft),
            entry("string", call -> text(string(call.count(1, 1).get(0)))),
            entry("format", StringFunctions::format));

    private StringFunctions() {}

    /** Throws where the string is longer than a function may return. */
    static TextNode text(String value) {
        return new TextNode(bounded(value, value.length()));
    }

    private static String bounded(String value, long length) {
        if (length > LONGEST) {
            throw new TemplateException(
                    "The template function returns a string of more than " + LONGEST + " characters.");
        }
        return value;
    }

    private static JsonNode replace(Arguments call) {
        String value = call.count(3, 3).text(0);
        String old = call.text(1);
        if (old.isEmpty()) {
            throw call.wrong("cannot replace an empty string");
        }
        String by = call.text(2);
        long places = (value.length() - (long) value.replace(old, "").length()) / old.length();
        return text(bounded(value, value.length() + places * (by.length() - old.length()))
                .replace(old, by));
    }

    static String string(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** These compare without case. */
    static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static JsonNode split(Arguments call) {
        JsonNode by = call.count(2, 2).get(1);
        String delimiters = by.isArray()
                ? StreamSupport.stream(by.spliterator(), false)
                        .map(JsonNode::asText)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                : Pattern.quote(by.asText());
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        for (String part : call.text(0).split(delimiters, -1)) {
            parts.add(part);
        }
        return parts;
    }

    private static JsonNode join(Arguments call) {
        return text(StreamSupport.stream(call.count(2, 2).get(0).spliterator(), false)
                .map(StringFunctions::string)
                .collect(Collectors.joining(call.text(1))));
    }

    private static JsonNode substring(Arguments call) {
        String value = call.count(2, 3).text(0);
        long start = call.number(1);
        long length = call.size() == 3 ? call.number(2) : value.length() - start;
        if (start < 0 || length < 0 || start + length > value.length()) {
            throw call.wrong("has the parameters " + start + " and " + length
                    + ", which refer to a location within the string; its length is " + value.length());
        }
        return text(value.substring((int) start, (int) (start + length)));
    }

    private static JsonNode padLeft(Arguments call) {
        String value = string(call.count(2, 3).get(0));
        String with = call.size() == 3 ? call.text(2) : " ";
        long missing = Math.min(call.number(1), LONGEST) - value.length();
        return text(missing > 0 ? with.repeat((int) missing) + value : value);
    }

    private static JsonNode format(Arguments call) {
        Matcher places = PLACE.matcher(call.text(0));
        return text(places.replaceAll(place -> {
            int index = place.group(1).length() > 3 ? Integer.MAX_VALUE - 1 : Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(string(call.get(index + 1)));
        }));
    }

    static JsonNode position(Arguments call, boolean last) {
        String value = lower(call.count(2, 2).text(0));
        String part = lower(call.text(1));
        return LongNode.valueOf(last ? value.lastIndexOf(part) : value.indexOf(part));
    }
}
