// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Backlinks;
import io.cloister.sandbox.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a documentation page says of the {@code properties} of a resource or part. Rules apply in the order they are given. */
public final class Shape {

    @FunctionalInterface
    private interface Rule {
        void apply(ResourceId id, ObjectNode properties, Optional<JsonNode> before);
    }

    private final List<Rule> rules = new ArrayList<>();
    private final List<BackReference> backReferences = new ArrayList<>();

    public Shape required(String... names) {
        for (String name : names) {
            rules.add((id, properties, before) -> {
                if (!properties.hasNonNull(name)) {
                    throw Malformed.missing(name, id);
                }
            });
        }
        return this;
    }

    /** One of these words, in any case; kept in the case given here. */
    public Shape choice(String name, String... words) {
        rules.add((id, properties, before) -> {
            if (properties.hasNonNull(name)) {
                properties.put(name, word(properties.path(name), List.of(words), name, id));
            }
        });
        return this;
    }

    /** A number in these limits, both included; as text it is read as one. */
    public Shape number(String name, int least, int most) {
        rules.add((id, properties, before) -> {
            if (properties.hasNonNull(name)) {
                int value = whole(properties.path(name))
                        .orElseThrow(() -> Malformed.value(properties.path(name), "System.Int32", name, id));
                if (value < least || value > most) {
                    throw Malformed.outside(name, value, least, most, id);
                }
                properties.put(name, value);
            }
        });
        return this;
    }

    public Shape byDefault(String name, String value) {
        return byDefault(name, TextNode.valueOf(value));
    }

    public Shape byDefault(String name, int value) {
        return byDefault(name, IntNode.valueOf(value));
    }

    public Shape byDefault(String name, boolean value) {
        return byDefault(name, BooleanNode.valueOf(value));
    }

    /** Given when it is made, and never changed. */
    public Shape fixed(String name) {
        rules.add((id, properties, before) -> before.map(old -> old.path(name))
                .filter(old -> !old.isMissingNode())
                .ifPresent(old -> {
                    if (!properties.has(name)) {
                        properties.set(name, old.deepCopy());
                    } else if (!same(properties.path(name), old)) {
                        throw ArmError.badRequest(
                                "PropertyChangeNotAllowed",
                                "Changing property '" + name + "' of resource " + id + " is not allowed.");
                    }
                }));
        return this;
    }

    /** Made by Azure: what a client sends is dropped, what there was stays. */
    public Shape readOnly(String... names) {
        for (String name : names) {
            rules.add((id, properties, before) -> {
                properties.remove(name);
                before.map(old -> old.path(name))
                        .filter(old -> !old.isMissingNode())
                        .ifPresent(old -> properties.set(name, old.deepCopy()));
            });
        }
        return this;
    }

    /**
     * A list of those that point here. It is worked out for each answer and never kept.
     *
     * @param types how the types of those that count end, such as {@code virtualNetworks/subnets}
     */
    public Shape usedBy(String property, String... types) {
        backReferences.add(new BackReference(property, true, List.of(types)));
        return this;
    }

    /** The same where there can be but one. */
    public Shape usedByOne(String property, String... types) {
        backReferences.add(new BackReference(property, false, List.of(types)));
        return this;
    }

    /** @param before its properties as they were */
    public void apply(ResourceId id, ObjectNode properties, Optional<JsonNode> before) {
        backReferences.forEach(reference -> properties.remove(reference.property()));
        rules.forEach(rule -> rule.apply(id, properties, before));
    }

    public void show(ObjectNode shown, Backlinks links) {
        backReferences.forEach(reference -> reference.show(shown, links));
    }

    private Shape byDefault(String name, JsonNode value) {
        rules.add((id, properties, before) -> {
            if (!properties.hasNonNull(name)) {
                properties.set(name, value);
            }
        });
        return this;
    }

    private static String word(JsonNode given, List<String> words, String name, ResourceId id) {
        return words.stream()
                .filter(word -> word.equalsIgnoreCase(given.asText()))
                .findFirst()
                .orElseThrow(() -> Malformed.value(given, "one of " + String.join(", ", words), name, id));
    }

    private static OptionalInt whole(JsonNode given) {
        try {
            return given.canConvertToInt() && given.isIntegralNumber()
                    ? OptionalInt.of(given.intValue())
                    : OptionalInt.of(Integer.parseInt(given.textValue()));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isContainerNode() || other.isContainerNode()
                ? one.equals(other)
                : one.asText().equalsIgnoreCase(other.asText());
    }
}
