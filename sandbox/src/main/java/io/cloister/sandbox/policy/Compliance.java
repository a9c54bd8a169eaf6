// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Whether a resource is as one assigned policy wants it.
 *
 * @param definition the policy definition's resource
 * @param set the policy set through which it is assigned
 * @param referenceId the definition's name in that set, or empty
 * @param state {@code Compliant}, {@code NonCompliant}, {@code Exempt} or {@code Error}
 */
public record Compliance(
        Assignment assignment,
        JsonNode definition,
        Optional<JsonNode> set,
        String referenceId,
        Effect effect,
        String state) {

    static Compliance of(Applied applied, Effect effect, String state) {
        return new Compliance(
                applied.assignment(), applied.definition(), applied.set(), applied.referenceId(), effect, state);
    }
}
