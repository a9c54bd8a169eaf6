// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The tags of a resource, group or subscription: names without regard to case, and texts.
 *
 * <p>Source: Azure docs, "Use tags to organize your Azure resources", limitations. Where two names of one body differ in
 * nothing but case, the sandbox refuses the body; the docs only say that such names are the same.
 */
public final class Tags {

    private static final int MOST = 50;
    private static final int LONGEST_NAME = 512;
    private static final int LONGEST_VALUE = 256;
    private static final List<String> RESERVED = List.of("microsoft", "azure", "windows");

    /** Names that begin so are for what services say to one another, and may hold an id. */
    private static final Pattern HIDDEN =
            Pattern.compile("(hidden-|link:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern FORBIDDEN = Pattern.compile("[<>%&\\\\?/\\p{Cntrl}]");

    private Tags() {}

    /** Makes texts of numbers and flags, as Azure reads them, in place. */
    public static void asTexts(JsonNode tags) {
        tags.properties().stream()
                .filter(tag -> tag.getValue().isValueNode())
                .forEach(tag -> tag.setValue(TextNode.valueOf(tag.getValue().asText())));
    }

    /** Throws an {@link ArmError} where Azure takes no such tags. */
    public static void check(JsonNode tags) {
        if (tags.size() > MOST) {
            throw ArmError.badRequest(
                    "InvalidTags",
                    "The number of tags " + tags.size() + " is more than the " + MOST + " that there may be.");
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        tags.properties().forEach(tag -> {
            requireName(tag.getKey());
            requireValue(tag.getValue().asText());
            if (!names.add(tag.getKey())) {
                throw ArmError.badRequest(
                        "InvalidTags",
                        "The tag name '" + tag.getKey() + "' is given twice: the names of tags have no case.");
            }
        });
    }

    public static void requireName(String name) {
        if (name.isBlank()) {
            throw ArmError.badRequest("InvalidTagName", "The tag name must not be null, empty or whitespace only.");
        }
        requireLength("name", "InvalidTagName", name, LONGEST_NAME);
        if (RESERVED.stream().anyMatch(name.toLowerCase(Locale.ROOT)::startsWith)) {
            throw ArmError.badRequest(
                    "TagNameReserved",
                    "The tag name '" + name + "' begins with a reserved prefix: 'microsoft', 'azure' or 'windows'.");
        }
        if (!HIDDEN.matcher(name).matches() && FORBIDDEN.matcher(name).find()) {
            throw ArmError.badRequest(
                    "InvalidTagNameCharacters",
                    "The tag names '" + name + "' have reserved characters '<,>,%,&,\\,?,/' or control characters.");
        }
    }

    public static void requireValue(String value) {
        requireLength("value", "InvalidTagValue", value, LONGEST_VALUE);
    }

    /** Puts one in the place of what has the same name. */
    public static void set(ObjectNode tags, String name, JsonNode value) {
        tags.properties().removeIf(tag -> tag.getKey().equalsIgnoreCase(name));
        tags.set(name, value);
    }

    private static void requireLength(String what, String code, String text, int most) {
        if (text.length() > most) {
            throw ArmError.badRequest(code, "The tag " + what + " exceeds " + most + " characters.");
        }
    }
}
