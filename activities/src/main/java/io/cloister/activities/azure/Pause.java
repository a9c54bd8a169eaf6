// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure;

import java.time.Duration;

/** How an activity waits between two questions; tests do it without waiting. */
@FunctionalInterface
public interface Pause {

    /** Returns early, with the thread's interrupt flag set, where the thread is interrupted. */
    void forDuration(Duration duration);

    static Pause real() {
        return duration -> {
            try {
                Thread.sleep(duration.toMillis());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
