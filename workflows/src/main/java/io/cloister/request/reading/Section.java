// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cloister.request.Cidr;
import io.cloister.request.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One mapping of the file while it is read. Getters never throw: what is wrong is noted as a violation and a harmless value, or null
 * where there is none, comes back, so that reading goes on and finds the rest.
 */
final class Section {

    /** A host's name or IPv4 address, within a pattern. */
    static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?";

    private final JsonNode node;
    private final String path;
    private final List<Violation> violations;
    private final Set<String> known = new LinkedHashSet<>();

    Section(JsonNode node, String path, List<Violation> violations) {
        this.node = node;
        this.path = path;
        this.violations = violations;
    }

    String at(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    }

    void violation(String name, String message) {
        violations.add(new Violation(at(name), message));
    }

    boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    /** Whether anything stands at a JSON pointer below this mapping, readable or not. */
    boolean given(String pointer) {
        return !node.at(pointer).isMissingNode() && !node.at(pointer).isNull();
    }

    boolean isText(String name) {
        return has(name) && node.get(name).isTextual();
    }

    String text(String name) {
        if (!has(name)) {
            violation(name, "is missing");
            return null;
        }
        return text(name, null);
    }

    String text(String name, String fallback) {
        if (!has(name)) {
            return fallback;
        }
        JsonNode value = node.get(name);
        if (!value.isValueNode()) {
            violation(name, "must be a text, not a list or mapping");
            return fallback;
        }
        return value.asText();
    }

    String text(String name, String fallback, Pattern form, String rule) {
        String value = fallback == null ? text(name) : text(name, fallback);
        if (value != null && !form.matcher(value).matches()) {
            violation(name, "'" + value + "' " + rule);
        }
        return value;
    }

    int number(String name, int fallback, int least, int most) {
        if (!has(name)) {
            return fallback;
        }
        JsonNode value = node.get(name);
        if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
            violation(name, "'" + value.asText() + "' must be a whole number from " + least + " to " + most);
            return fallback;
        }
        return value.intValue();
    }

    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        if (!node.get(name).isBoolean()) {
            violation(name, "'" + node.get(name).asText() + "' must be true or false");
        }
        return node.get(name).asBoolean();
    }

    Cidr cidr(String name) {
        String value = text(name);
        return value == null ? null : cidr(name, value);
    }

    Cidr cidr(String name, String value) {
        Optional<String> problem = Cidr.problemOf(value);
        problem.ifPresent(text -> violation(name, "'" + value + "' " + text));
        return problem.isPresent() ? null : new Cidr(value);
    }

    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode list = node.get(name);
        if (!list.isArray()) {
            violation(name, "must be a list");
            return List.of();
        }
        List<String> values = new ArrayList<>();
        list.forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Values must be texts: an unquoted true or 1.10 is not what it looks like. */
    Map<String, String> map(String name) {
        if (!has(name)) {
            return Map.of();
        }
        if (!node.get(name).isObject()) {
            violation(name, "must be a mapping of texts");
            return Map.of();
        }
        Map<String, String> values = new TreeMap<>();
        node.get(name).properties().forEach(entry -> {
            if (entry.getValue().isTextual()) {
                values.put(entry.getKey(), entry.getValue().textValue());
            } else {
                violation(
                        name + "." + entry.getKey(),
                        "must be a text: write \"" + entry.getValue().asText() + "\" in quotes");
            }
        });
        return values;
    }

    /** The mapping of that name; an empty one, whose own checks then speak, where it is missing. */
    Section section(String name) {
        if (has(name) && !node.get(name).isObject()) {
            violation(name, "must be a mapping");
        }
        JsonNode child = node.path(name);
        return new Section(child.isObject() ? child : MissingNode.getInstance(), at(name), violations);
    }

    List<Section> sections(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (!node.get(name).isArray()) {
            violation(name, "must be a list");
            return List.of();
        }
        List<Section> list = new ArrayList<>();
        for (JsonNode item : node.get(name)) {
            list.add(new Section(item, at(name) + "[" + list.size() + "]", violations));
        }
        return list;
    }

    /** Notes every field that nobody asked for, with the known one that it resembles. */
    void nothingElse() {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!known.contains(field.getKey())) {
                violation(field.getKey(), "is not a field here; " + Suggestion.of(field.getKey(), known));
            }
        }
    }
}
