// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.reload;

/** A file cannot be used; the message says which, why, and what to do, and never quotes a private key. */
public class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFileException(String message) {
        super(message);
    }

    public UnusableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
