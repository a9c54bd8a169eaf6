// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

/**
 * One thing wrong with a request.
 *
 * @param path where, such as {@code nodePools[1].count}; empty for the file as a whole
 * @param message what is wrong, the rule, and what to write instead
 */
public record Violation(String path, String message) {

    @Override
    public String toString() {
        return path.isEmpty() ? message : path + ": " + message;
    }
}
