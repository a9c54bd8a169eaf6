// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.vault;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One {@code path "…" { capabilities = […] }} of a policy; {@code +} stands for one segment, a last {@code *} for any rest. */
record AccessRule(String path, Set<String> capabilities) {

    /**
     * Most specific last, by Vault's documented priority: the pattern whose first wildcard comes later wins, then the one
     * not ending in {@code *}, then the one with fewer {@code +}, then the longer, then the lexicographically larger.
     */
    static final Comparator<AccessRule> BY_PRIORITY = Comparator.comparingInt(AccessRule::firstWildcard)
            .thenComparing(rule -> !rule.path.endsWith("*"))
            .thenComparing(AccessRule::segmentWildcards, Comparator.reverseOrder())
            .thenComparingInt(rule -> rule.path.length())
            .thenComparing(AccessRule::path);

    AccessRule {
        capabilities = Set.copyOf(capabilities);
    }

    boolean covers(String requested) {
        boolean prefix = path.endsWith("*");
        String exact = prefix ? path.substring(0, path.length() - 1) : path;
        String regex = Arrays.stream(exact.split("(?<=/)|(?=/)"))
                .map(piece -> piece.equals("+") ? "[^/]+" : Pattern.quote(piece))
                .collect(Collectors.joining());
        return Pattern.matches(regex + (prefix ? ".*" : ""), requested);
    }

    private int firstWildcard() {
        int plus = path.indexOf('+');
        int star = path.endsWith("*") ? path.length() - 1 : Integer.MAX_VALUE;
        return Math.min(plus < 0 ? Integer.MAX_VALUE : plus, star);
    }

    private long segmentWildcards() {
        return path.chars().filter(character -> character == '+').count();
    }
}
