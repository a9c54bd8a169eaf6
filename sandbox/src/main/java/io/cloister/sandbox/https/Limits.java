// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.https;

import java.time.Duration;

/**
 * What clients may take of a front.
 *
 * @param bodies bytes of large bodies at once, of requests that have no answer yet
 * @param answers bytes of answers at once that wait for their readers
 * @param patience how long a request waits for room before it is refused
 * @param arrival for a whole body: who sends a byte now and then holds a thread so long
 * @param reading of a whole answer
 * @param idle between requests, and between the bytes of one
 */
record Limits(Budget bodies, Budget answers, Duration patience, Duration arrival, Duration reading, Duration idle) {

    private static final long MOST = 64L * 1024 * 1024;

    static Limits usual() {
        return new Limits(
                new Budget(MOST),
                new Budget(MOST),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60));
    }
}
