// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path such as {@code subnets[*].networkSecurityGroup.id}. Each name is looked for below {@code properties} first, as
 * resources and their inline children keep theirs there and aliases leave that word out.
 */
record FieldPath(List<Part> parts) {

    private static final String EACH = "[*]";
    private static final String PROPERTIES = "properties";

    /** @param each whether the array's members are meant, and not the array */
    record Part(String name, boolean each) {}

    static FieldPath parse(String path) {
        return new FieldPath(Arrays.stream(path.split("\\."))
                .map(part -> part.endsWith(EACH)
                        ? new Part(part.substring(0, part.length() - EACH.length()), true)
                        : new Part(part, false))
                .toList());
    }

    /** One value, perhaps missing; with {@code [*]} one for each member, so perhaps none. */
    List<Selected> in(JsonNode root, String rootPath) {
        List<Selected> found = List.of(new Selected(root, rootPath));
        for (Part part : parts) {
            List<Selected> next = new ArrayList<>();
            for (Selected from : found) {
                Selected step = step(from, part.name());
                if (part.each()) {
                    step.value().forEach(member -> next.add(new Selected(member, step.path() + EACH)));
                } else {
                    next.add(step);
                }
            }
            found = next;
        }
        return found;
    }

    static Optional<Map.Entry<String, JsonNode>> ignoringCase(JsonNode object, String name) {
        return object.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(name))
                .findFirst();
    }

    private static Selected step(Selected from, String name) {
        Optional<Map.Entry<String, JsonNode>> below = ignoringCase(below(from.value()), name);
        if (below.isPresent()) {
            return new Selected(
                    below.get().getValue(),
                    join(from.path(), PROPERTIES + "." + below.get().getKey()));
        }
        return ignoringCase(from.value(), name)
                .map(direct -> new Selected(direct.getValue(), join(from.path(), direct.getKey())))
                .orElseGet(() -> new Selected(
                        MissingNode.getInstance(),
                        join(from.path(), from.value().has(PROPERTIES) ? PROPERTIES + "." + name : name)));
    }

    private static JsonNode below(JsonNode resource) {
        return resource.has(PROPERTIES)
                ? resource.path(PROPERTIES)
                : ignoringCase(resource, PROPERTIES)
                        .<JsonNode>map(Map.Entry::getValue)
                        .orElse(MissingNode.getInstance());
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
