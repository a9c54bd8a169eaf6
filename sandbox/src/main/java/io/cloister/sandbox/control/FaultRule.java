// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import java.util.regex.Pattern;

/**
 * One thing that goes wrong on purpose.
 *
 * @param method the HTTP method it hits; {@code *} for any
 * @param path a regular expression that occurs in the path, whatever the case
 * @param status of the answer, for {@link Kind#HTTP_ERROR}; 500 where it is no error
 * @param times how often; null: until removed
 */
public record FaultRule(
        String id, String method, String path, Kind kind, int status, String code, String message, Integer times) {

    /** Throws {@link IllegalArgumentException} where the path is no regular expression, or something is missing. */
    public FaultRule {
        if (id == null || method == null || path == null || kind == null) {
            throw new IllegalArgumentException("a fault rule has an id, a method, a path and a kind");
        }
        Pattern.compile(path);
        status = status < 400 ? 500 : status;
        code = code == null ? "SandboxFault" : code;
        message = message == null ? "A fault that was set in the sandbox: " + id : message;
    }

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
