// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.temporal.failure.ApplicationFailure;

/** What a failure out of Temporal says to people: its root's own message. */
final class Causes {

    private Causes() {}

    static String message(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root instanceof ApplicationFailure application
                ? application.getOriginalMessage() + " [" + application.getType() + "]"
                : String.valueOf(root.getMessage());
    }
}
