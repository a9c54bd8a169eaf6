// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A node of the file and its path; what is wrong is added to the list that all fields share. */
record Field(String path, JsonNode node, List<Violation> violations) {

    Field get(String name) {
        return new Field(path + (path.isEmpty() ? "" : ".") + name, node.path(name), violations);
    }

    Field at(int index) {
        return new Field(path + "[" + index + "]", node.get(index), violations);
    }

    boolean absent() {
        return node.isMissingNode();
    }

    void wrong(String problem) {
        violations.add(new Violation(path.isEmpty() ? "file" : path, problem));
    }

    boolean isMap(Set<String> known) {
        if (!node.isObject()) {
            wrong("must be a map with " + String.join(", ", known));
            return false;
        }
        node.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .forEach(name -> get(name).wrong("unknown field; known here: " + String.join(", ", known)));
        return true;
    }

    /** Keys with string values; anything else is refused with the quoting that was meant. */
    Map<String, String> strings() {
        Map<String, String> strings = new LinkedHashMap<>();
        if (!node.isObject()) {
            wrong("must be a map of strings");
            return strings;
        }
        node.properties().forEach(entry -> {
            Field value = new Field(path + "[\"" + entry.getKey() + "\"]", entry.getValue(), violations);
            MetadataSyntax.problemOfKey(entry.getKey()).ifPresent(value::wrong);
            strings.put(entry.getKey(), value.string());
        });
        return strings;
    }

    Set<String> list() {
        Set<String> strings = new LinkedHashSet<>();
        if (!node.isArray()) {
            wrong("must be a list of strings");
            return strings;
        }
        for (int i = 0; i < node.size(); i++) {
            strings.add(at(i).string());
        }
        return strings;
    }

    String string() {
        if (node.isTextual()) {
            return node.textValue();
        }
        wrong(
                node.isValueNode() && !node.isNull()
                        ? "must be a string; write \"" + node.asText() + "\" in quotes"
                        : "must be a string");
        return "";
    }
}
