// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault.connection;

import com.fasterxml.jackson.annotation.JsonValue;

/** Something that must not be seen: no text, log or payload gets it by accident. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @JsonValue
    String refuseToBeWritten() {
        throw new IllegalStateException("a secret is never serialised: pass the Vault path where it lies");
    }

    @Override
    public String toString() {
        return "Secret(hidden)";
    }
}
