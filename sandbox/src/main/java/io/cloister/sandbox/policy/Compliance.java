// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import java.util.List;
import java.util.Locale;

/**
 * How an existing resource stands with an assigned definition.
 *
 * @param finding what was found, whether or not it complies
 * @param groups of the set that the definition is in
 */
public record Compliance(Finding finding, State state, List<String> groups) {

    /**
     * In the order in which one of them wins over others.
     *
     * <p>Source: Azure docs, "Azure Policy compliance states", Compliance rollup.
     */
    public enum State {
        NON_COMPLIANT("NonCompliant"),
        COMPLIANT("Compliant"),
        EXEMPT("Exempt"),
        UNKNOWN("Unknown");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        static State named(String word) {
            return switch (word.toLowerCase(Locale.ROOT).replace("-", "")) {
                case "compliant" -> COMPLIANT;
                case "noncompliant" -> NON_COMPLIANT;
                default -> UNKNOWN;
            };
        }
    }
}
