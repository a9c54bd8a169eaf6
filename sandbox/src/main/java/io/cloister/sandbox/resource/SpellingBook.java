// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import io.cloister.sandbox.resource.Spelling.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A section of {@code spelling.txt}, whose head says how it is written.
 *
 * @param names the right one by itself in lower case
 * @param words by the right name, and by that of the object around it, which is empty for any
 */
record SpellingBook(Map<String, String> names, Map<String, Map<String, Words>> words) {

    /** The section that holds for every provider. */
    static final String ALL = "*";

    private static final Map<String, SpellingBook> BOOKS = read();

    /** @param section a provider, or one of its types, in any case */
    static Optional<SpellingBook> of(String section) {
        return Optional.ofNullable(BOOKS.get(section.toLowerCase(Locale.ROOT)));
    }

    Optional<Words> words(String outer, String name) {
        Map<String, Words> known = words.getOrDefault(name, Map.of());
        return Optional.ofNullable(known.getOrDefault(outer, known.get("")));
    }

    private static Map<String, SpellingBook> read() {
        Map<String, SpellingBook> books = new HashMap<>();
        SpellingBook book = new SpellingBook(Map.of(), Map.of());
        for (String line : text().split("\n")) {
            if (line.startsWith("[")) {
                book = new SpellingBook(new HashMap<>(), new HashMap<>());
                books.put(line.substring(1, line.indexOf(']')).toLowerCase(Locale.ROOT), book);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                Arrays.stream(line.split(" ")).forEach(book::add);
            }
        }
        return books;
    }

    private void add(String entry) {
        String[] sides = entry.split("=", 2);
        int dot = sides[0].indexOf('.');
        String outer = dot < 0 ? "" : sides[0].substring(0, dot);
        String name = sides[0].substring(dot + 1);
        names.put(name.toLowerCase(Locale.ROOT), name);
        if (sides.length == 2) {
            words.computeIfAbsent(name, unknown -> new HashMap<>())
                    .put(
                            outer,
                            new Words(Arrays.stream(sides[1].split("\\|"))
                                    .map(word -> word.replace(",", ", "))
                                    .toList()));
        }
    }

    private static String text() {
        try (InputStream file = SpellingBook.class.getResourceAsStream("spelling.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
