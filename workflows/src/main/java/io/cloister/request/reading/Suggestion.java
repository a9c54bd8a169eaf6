// SPDX-License-Identifier: Apache-2.0
package io.cloister.request.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody who mistyped a field probably meant. */
final class Suggestion {

    private static final int FAR = 3;

    private Suggestion() {}

    static String of(String unknown, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(unknown, name)))
                .filter(name -> distance(unknown, name) <= FAR)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("known are " + String.join(", ", known));
    }

    /** Levenshtein's distance, without case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
