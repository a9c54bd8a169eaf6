// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;

/**
 * An assignment whose rule a resource fulfils, or on whose rule a function failed, which denies as well.
 *
 * @param definition the policy definition's resource
 * @param set the policy set through which it is assigned
 * @param referenceId the definition's name in that set, or empty
 * @param effect what the rule asks for
 * @param blocks whether the request is refused for it
 * @param evaluatedExpressions what was compared, as error details list it
 * @param failure what failed where nothing could be compared
 */
public record Finding(
        Assignment assignment,
        JsonNode definition,
        Optional<JsonNode> set,
        String referenceId,
        Effect effect,
        boolean blocks,
        ArrayNode evaluatedExpressions,
        Optional<String> failure) {

    static Finding of(Applied applied, Effect effect, boolean blocks, ArrayNode expressions, Optional<String> failure) {
        return new Finding(
                applied.assignment(),
                applied.definition(),
                applied.set(),
                applied.referenceId(),
                effect,
                blocks && applied.assignment().isEnforced(),
                expressions,
                failure);
    }

    List<String> nonComplianceMessages() {
        return assignment.nonComplianceMessages(referenceId);
    }
}
