// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.template;

/** An expression that cannot be read, or that has no value. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public TemplateException(String message) {
        super(message);
    }
}
