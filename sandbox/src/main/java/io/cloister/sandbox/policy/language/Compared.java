// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.Selected;

/** One comparison that was made, as error details list it. */
record Compared(
        boolean result, String kind, String expression, Selected selected, JsonNode expected, Operator operator) {

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("result", result ? "True" : "False");
        json.put("expressionKind", kind);
        json.put("expression", expression);
        json.put("path", selected.path());
        if (!selected.value().isMissingNode()) {
            json.set("expressionValue", selected.value());
        }
        json.set("targetValue", expected);
        json.put("operator", operator.displayName());
        return json;
    }
}
