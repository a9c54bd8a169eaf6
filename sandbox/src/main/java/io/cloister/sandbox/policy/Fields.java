// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The fields of one resource. An alias {@code Microsoft.X/type/a.b[*].c} is read as {@code properties.a.b[*].c};
 * where a part is not there directly it is looked for under {@code properties}, as inline children have theirs.
 *
 * @param members the current member of each array that is being counted, by the array's alias in lower case
 */
record Fields(JsonNode resource, Map<String, JsonNode> members) {

    private static final Pattern TAG =
            Pattern.compile("tags(?:\\[\\s*'?([^\\]']+)'?\\s*\\]|\\.(.+))", Pattern.CASE_INSENSITIVE);
    private static final String EACH = "[*]";
    /** Aliases that do not follow the general rule. */
    private static final Map<String, String> IRREGULAR =
            Map.of("microsoft.compute/virtualmachines/sku.name", "properties.hardwareProfile.vmSize");

    static Fields of(JsonNode resource) {
        return new Fields(resource, Map.of());
    }

    /** @return one value, perhaps missing; for a field with {@code [*]} one for each member of the array */
    List<JsonNode> values(String field) {
        Matcher tag = TAG.matcher(field);
        if (tag.matches()) {
            String name = tag.group(1) != null ? tag.group(1) : tag.group(2);
            return List.of(ignoringCase(resource.path("tags"), name));
        }
        String lower = field.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            if (lower.equals(member.getKey())) {
                return List.of(member.getValue());
            }
            if (lower.startsWith(member.getKey() + ".")) {
                return walk(member.getValue(), field.substring(member.getKey().length() + 1));
            }
        }
        return lower.contains("/") ? alias(field) : builtIn(field);
    }

    Fields within(String arrayAlias, JsonNode member) {
        Map<String, JsonNode> inner = new HashMap<>(members);
        inner.put(arrayAlias.toLowerCase(Locale.ROOT), member);
        return new Fields(resource, inner);
    }

    private List<JsonNode> builtIn(String field) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "fullname" -> List.of(resource.path("name"));
            default -> walk(resource, field);
        };
    }

    private List<JsonNode> alias(String field) {
        String type = resource.path("type").asText();
        String lower = field.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(type.toLowerCase(Locale.ROOT) + "/")) {
            return lower.contains(EACH) ? List.of() : List.of(MissingNode.getInstance());
        }
        String irregular = IRREGULAR.get(lower);
        if (irregular != null) {
            return walk(resource, irregular);
        }
        return walk(resource, field.substring(type.length() + 1));
    }

    private static List<JsonNode> walk(JsonNode from, String path) {
        Stream<JsonNode> found = Stream.of(from);
        for (String part : path.split("\\.")) {
            boolean each = part.endsWith(EACH);
            String name = each ? part.substring(0, part.length() - EACH.length()) : part;
            found = found.map(node -> step(node, name)).flatMap(node -> each ? elements(node) : Stream.of(node));
        }
        return new ArrayList<>(found.toList());
    }

    private static JsonNode step(JsonNode node, String name) {
        JsonNode direct = ignoringCase(node, name);
        return direct.isMissingNode() ? ignoringCase(node.path("properties"), name) : direct;
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode ignoringCase(JsonNode object, String name) {
        if (object.has(name)) {
            return object.path(name);
        }
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
