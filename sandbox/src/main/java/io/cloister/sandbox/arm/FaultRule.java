// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import java.util.regex.Pattern;

/**
 * One thing that goes wrong on purpose.
 *
 * @param method the HTTP method it hits; {@code *} for any
 * @param path a regular expression that occurs in the path, whatever the case
 * @param status of the answer, for {@link Kind#HTTP_ERROR}
 * @param times how often; null: until removed
 */
public record FaultRule(
        String id, String method, String path, Kind kind, int status, String code, String message, Integer times) {

    public enum Kind {
        /** Answered with an error before anything happened. */
        HTTP_ERROR,
        /** Accepted; the resource is made with provisioningState Failed, and its operation ends Failed. */
        OPERATION_FAILED,
        /** Carried out, but the answer is lost with the connection. */
        RESET
    }

    boolean hits(String requestMethod, String requestPath) {
        return (method.equals("*") || method.equalsIgnoreCase(requestMethod))
                && Pattern.compile(path, Pattern.CASE_INSENSITIVE)
                        .matcher(requestPath)
                        .find();
    }
}
