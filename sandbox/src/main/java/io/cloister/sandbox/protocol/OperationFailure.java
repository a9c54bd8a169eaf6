// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

/**
 * How an operation is to fail that was accepted.
 *
 * @param isCanceled whether it ends Canceled instead of Failed
 */
public record OperationFailure(int status, String code, String message, boolean isCanceled) {

    public OperationFailure(int status, String code, String message) {
        this(status, code, message, false);
    }

    public static OperationFailure canceled(int status, String code, String message) {
        return new OperationFailure(status, code, message, true);
    }
}
