// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import java.util.Optional;

/** What a change is called in the audit log, and what the user is told; values stay out of both. */
final class Notes {

    private Notes() {}

    static String audit(Change change) {
        if (change instanceof Change.Added) {
            return "added " + change.key();
        }
        return (change instanceof Change.Overwritten ? "overwrote " : "kept the user's ") + change.key();
    }

    static Optional<String> warning(Change change) {
        if (change instanceof Change.Overwritten) {
            return Optional.of("rule " + change.rule() + " replaced your value of " + change.key());
        }
        return change instanceof Change.Kept
                ? Optional.of("rule " + change.rule() + " wants another value of " + change.key() + "; yours was kept")
                : Optional.empty();
    }
}
