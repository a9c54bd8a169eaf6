// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a rule that holds brings about.
 *
 * <p>Source: Azure docs, "Azure Policy definitions effect basics".
 */
public enum Effect {
    DISABLED("disabled"),
    APPEND("append"),
    MODIFY("modify"),
    DENY("deny"),
    AUDIT("audit"),
    MANUAL("manual"),
    AUDIT_IF_NOT_EXISTS("auditIfNotExists"),
    DENY_ACTION("denyAction"),
    AUDIT_ACTION("auditAction"),
    DEPLOY_IF_NOT_EXISTS("deployIfNotExists"),
    ADD_TO_NETWORK_GROUP("addToNetworkGroup"),
    MUTATE("mutate"),
    ENFORCE_OPA("enforceOPAConstraint"),
    ENFORCE_REGO("enforceRegoPolicy");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    public static Optional<Effect> named(String word) {
        return Arrays.stream(values())
                .filter(effect -> effect.word.equalsIgnoreCase(word))
                .findFirst();
    }

    public String word() {
        return word;
    }

    /** Whether it is decided when a resource is written; the others come after, or elsewhere. */
    boolean concernsWrites() {
        return this == APPEND || this == MODIFY || this == DENY || this == AUDIT;
    }

    boolean changes() {
        return this == APPEND || this == MODIFY;
    }
}
