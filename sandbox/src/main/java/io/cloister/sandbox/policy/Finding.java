// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Optional;

/**
 * An assignment whose rule a resource fulfils.
 *
 * @param definition the policy definition's resource
 * @param set the policy set through which it is assigned
 * @param effect in lower case: deny or audit
 * @param evaluatedExpressions what was compared, as error details list it
 */
public record Finding(
        Assignment assignment,
        JsonNode definition,
        Optional<JsonNode> set,
        String effect,
        ArrayNode evaluatedExpressions) {

    /** Whether a write is refused for it. */
    public boolean denies() {
        return effect.equals("deny") && assignment.isEnforced();
    }
}
