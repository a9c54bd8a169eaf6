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
 * @param words by the right name, or by the name of the object around it, a dot and the name
 */
record SpellingBook(Map<String, String> names, Map<String, Words> words) {

    /** The section that holds for every provider. */
    static final String ALL = "*";

    private static final Map<String, SpellingBook> BOOKS = read();

    /** @param section a provider, or one of its types, in any case */
    static Optional<SpellingBook> of(String section) {
        return Optional.ofNullable(BOOKS.get(section.toLowerCase(Locale.ROOT)));
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
        String name = sides[0].substring(sides[0].indexOf('.') + 1);
        names.put(name.toLowerCase(Locale.ROOT), name);
        if (sides.length == 2) {
            words.put(
                    sides[0],
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
