// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

/** A rule that is not in the policy language, or not in the part of it that is spoken here. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidPolicyException(String message) {
        super(message);
    }
}
