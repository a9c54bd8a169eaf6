// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** @param delay how much later the front sends it, in real time */
public record ArmResponse(int status, Map<String, String> headers, byte[] body, Duration delay) {

    private static final int NO_ANSWER = 0;

    public ArmResponse(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Duration.ZERO);
    }

    /** No answer at all: the front drops the connection. */
    public static ArmResponse reset() {
        return silence(Duration.ZERO);
    }

    /** No answer, and the connection is held open as long as this. */
    public static ArmResponse silence(Duration bound) {
        return new ArmResponse(NO_ANSWER, Map.of(), new byte[0], bound);
    }

    /** Whether the connection is dropped without an answer, at once or after the delay. */
    public boolean isReset() {
        return status == NO_ANSWER;
    }

    /** The answer as somebody in this process gets it, who loses it like any other where the connection is dropped. */
    public ArmResponse received() throws IOException {
        if (isReset()) {
            throw new IOException("the connection was reset before an answer came");
        }
        return this;
    }

    public ArmResponse delayed(Duration by) {
        return new ArmResponse(status, headers, body, by);
    }
}
