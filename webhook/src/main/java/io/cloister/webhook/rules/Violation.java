// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

/** One thing that is wrong in the rules file: where, what, and what to write. */
public record Violation(String path, String problem) {
    @Override
    public String toString() {
        return path + ": " + problem;
    }
}
