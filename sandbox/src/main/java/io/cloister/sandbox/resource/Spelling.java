// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a provider writes the names of properties, and the words that some are limited to. Azure reads both in any case and
 * answers in its own. A name that is unknown here stays as it is, as does a value that is none of the words: its type says
 * what becomes of that.
 */
public final class Spelling {

    /** What is in these has names that clients make up, or a language of its own. */
    private static final Set<String> FREE = Set.of(
            "tags",
            "metadata",
            "userAssignedIdentities",
            "settings",
            "protectedSettings",
            "parameters",
            "policyRule",
            "template",
            "outputs");

    private static final String PROVIDERS = "/providers/";

    private final List<SpellingBook> books;

    private Spelling(List<SpellingBook> books) {
        this.books = books;
    }

    /** Whether a property of this name, in Azure's spelling, holds what Azure leaves as it is. */
    static boolean isFree(String name) {
        return FREE.contains(name);
    }

    /** @param path of a resource, a collection of them or an action on one */
    public static Spelling at(String path) {
        int provider = path.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
        String[] parts = provider < 0
                ? new String[0]
                : path.substring(provider + PROVIDERS.length()).split("/");
        String namespace = parts.length > 0 ? parts[0] : "Microsoft.Resources";
        String type = parts.length > 1 ? namespace + "/" + parts[1] : "";
        return new Spelling(Stream.of(type, namespace, SpellingBook.ALL)
                .map(SpellingBook::of)
                .flatMap(Optional::stream)
                .toList());
    }

    /** Corrects names and words in place. Of two spellings of one name the last one counts, as of one name given twice. */
    public void correct(ObjectNode body) {
        correct("", body);
    }

    private void correct(String outer, JsonNode node) {
        if (node instanceof ArrayNode array) {
            for (JsonNode element : array) {
                correct(outer, element);
            }
        } else if (node instanceof ObjectNode object) {
            respell(object);
            for (Map.Entry<String, JsonNode> property : object.properties()) {
                if (!FREE.contains(property.getKey())) {
                    words(outer, property.getKey())
                            .ifPresent(words -> property.setValue(words.of(property.getValue())));
                    correct(property.getKey(), property.getValue());
                }
            }
        }
    }

    private void respell(ObjectNode object) {
        if (object.properties().stream().allMatch(property -> property.getKey().equals(name(property.getKey())))) {
            return;
        }
        Map<String, JsonNode> right = new LinkedHashMap<>();
        object.properties().forEach(property -> right.put(name(property.getKey()), property.getValue()));
        object.removeAll();
        object.setAll(right);
    }

    private String name(String given) {
        String key = given.toLowerCase(Locale.ROOT);
        for (SpellingBook book : books) {
            String name = book.names().get(key);
            if (name != null) {
                return name;
            }
        }
        return given;
    }

    private Optional<Words> words(String outer, String name) {
        for (SpellingBook book : books) {
            Optional<Words> words = book.words(outer, name);
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }

    /** The words that a property is limited to; a list is limited to them member by member. */
    record Words(List<String> all) {

        JsonNode of(JsonNode given) {
            if (given instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    list.set(i, of(list.get(i)));
                }
                return list;
            }
            return given.isTextual()
                    ? of(given.textValue()).<JsonNode>map(TextNode::valueOf).orElse(given)
                    : given;
        }

        private Optional<String> of(String given) {
            String wanted = given.replace(" ", "");
            return all.stream()
                    .filter(word -> word.replace(" ", "").equalsIgnoreCase(wanted))
                    .findFirst();
        }
    }
}
