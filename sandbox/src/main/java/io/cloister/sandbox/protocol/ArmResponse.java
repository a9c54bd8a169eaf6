// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import java.util.Map;

public record ArmResponse(int status, Map<String, String> headers, byte[] body) {

    private static final int NO_ANSWER = 0;

    /** No answer at all: the front drops the connection. */
    public static ArmResponse reset() {
        return new ArmResponse(NO_ANSWER, Map.of(), new byte[0]);
    }

    public boolean isReset() {
        return status == NO_ANSWER;
    }
}
