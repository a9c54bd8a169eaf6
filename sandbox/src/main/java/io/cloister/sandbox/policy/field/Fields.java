// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one resource.
 *
 * <p>Source: Azure docs, "policy rule", Fields, and "Author policies for array properties on Azure resources".
 *
 * @param members the only member, for now, of each array that is being counted, by the array's alias in lower case
 */
public record Fields(Target target, Map<String, Selected> members) {

    private static final Pattern TAG = Pattern.compile(
            "tags(?:\\[\\s*'(.*)'\\s*\\]|\\[(.*)\\]|\\.(.+))", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String EACH = "[*]";

    public static Fields of(Target target) {
        return new Fields(target, Map.of());
    }

    /** The tag that a field names, {@code tags['cost center']}; empty where it names none. */
    static Optional<String> tag(String field) {
        Matcher tag = TAG.matcher(field);
        if (!tag.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                tag.group(1) != null
                        ? tag.group(1).replace("''", "'")
                        : tag.group(2) != null ? tag.group(2) : tag.group(3));
    }

    /** One value, perhaps missing; for a field with {@code [*]} one for each member of the array. */
    public List<Selected> select(String field) {
        Optional<String> tag = tag(field);
        if (tag.isPresent()) {
            return List.of(FieldPath.ignoringCase(target.resource().path("tags"), tag.get())
                    .map(found -> new Selected(found.getValue(), "tags." + found.getKey()))
                    .orElseGet(() -> Selected.nothing(field)));
        }
        String lower = field.toLowerCase(Locale.ROOT);
        Optional<String> counted = members.keySet().stream()
                .filter(array -> lower.equals(array) || lower.startsWith(array + "."))
                .max(Comparator.comparing(String::length));
        if (counted.isPresent()) {
            Selected member = members.get(counted.get());
            int length = counted.get().length();
            return lower.length() == length
                    ? List.of(member)
                    : FieldPath.parse(field.substring(length + 1)).in(member.value(), member.path());
        }
        return lower.contains("/") ? alias(field) : List.of(builtIn(lower, field));
    }

    /** What {@code field()} returns: an array for an array alias, an empty string for what is not there. */
    public JsonNode value(String field) {
        List<Selected> selected = select(field);
        if (field.contains(EACH)) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            selected.stream().filter(one -> !one.value().isMissingNode()).forEach(one -> values.add(one.value()));
            return values;
        }
        JsonNode value = selected.get(0).value();
        return value.isMissingNode() || value.isNull() ? new TextNode("") : value;
    }

    public Fields withMember(String arrayAlias, Selected member) {
        Map<String, Selected> inner = new HashMap<>(members);
        inner.put(arrayAlias.toLowerCase(Locale.ROOT), member);
        return new Fields(target, inner);
    }

    private Selected builtIn(String lower, String field) {
        return switch (lower) {
            case "id" -> new Selected(new TextNode(target.id()), "id");
            case "fullname" -> new Selected(new TextNode(fullName()), "fullName");
            case "name" -> ownName();
            default -> envelope(field);
        };
    }

    /** A subnet's is {@code b}, also where it is asked about as {@code a/b}. */
    private Selected ownName() {
        Selected name = envelope("name");
        return name.value().isTextual()
                ? new Selected(
                        new TextNode(name.value()
                                .textValue()
                                .substring(name.value().textValue().lastIndexOf('/') + 1)),
                        name.path())
                : name;
    }

    /** What every resource has beside its properties, which may have a {@code type} or {@code name} of their own. */
    private Selected envelope(String field) {
        JsonNode value = target.resource();
        for (String part : field.split("\\.")) {
            value = FieldPath.ignoringCase(value, part)
                    .<JsonNode>map(Map.Entry::getValue)
                    .orElse(MissingNode.getInstance());
        }
        return new Selected(value, field);
    }

    /** The names of the resource and of those around it: {@code myServer/myDatabase}. */
    private String fullName() {
        String id = target.id();
        int provider = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
        String[] parts =
                provider < 0 ? new String[0] : id.substring(provider + 1).split("/");
        StringBuilder name = new StringBuilder();
        for (int i = 3; i < parts.length; i += 2) {
            name.append(name.isEmpty() ? "" : "/").append(parts[i]);
        }
        return name.isEmpty() ? target.resource().path("name").asText() : name.toString();
    }

    private List<Selected> alias(String field) {
        return Aliases.path(field, target.type())
                .map(path -> FieldPath.parse(path).in(target.resource(), ""))
                .orElseGet(() -> field.contains(EACH) ? List.of() : List.of(Selected.nothing(field)));
    }
}
