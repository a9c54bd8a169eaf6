// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Target;

/**
 * What a rule is evaluated with.
 *
 * @param policy what {@code policy()} returns: the ids of the assignment, the definition, and the set with the reference
 */
public record RuleContext(Target target, Parameters parameters, JsonNode policy) {

    public RuleContext with(Target other) {
        return new RuleContext(other, parameters, policy);
    }
}
