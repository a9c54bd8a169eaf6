// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

/**
 * A lasting fault, as the sandbox takes it.
 *
 * @param path a regular expression found in the request's path
 * @param kind {@code HTTP_ERROR} or {@code OPERATION_FAILED}
 * @param times how often; null: until removed
 */
record Fault(
        String id, String method, String path, String kind, int status, String code, String message, Integer times) {

    private static final String MESSAGE = "The rehearsal made this request fail.";

    static Fault operationFailed(String path) {
        return lasting("PUT", path, "OPERATION_FAILED", 200, "SandboxFault");
    }

    static Fault refused(String method, String path, int status, String code) {
        return lasting(method, path, "HTTP_ERROR", status, code);
    }

    private static Fault lasting(String method, String path, String kind, int status, String code) {
        return new Fault(
                "fail-at-" + Integer.toHexString((method + path).hashCode()),
                method,
                path,
                kind,
                status,
                code,
                MESSAGE,
                null);
    }
}
