// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

/** A definition or assignment that Azure would not take, with Azure's code for why. */
public final class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;

    public InvalidPolicyException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A rule that is not in the language. */
    static InvalidPolicyException rule(String why) {
        return new InvalidPolicyException("InvalidPolicyRule", "Failed to parse policy rule: '" + why + "'.");
    }

    public String code() {
        return code;
    }
}
