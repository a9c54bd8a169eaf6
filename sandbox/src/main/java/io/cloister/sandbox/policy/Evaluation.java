// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One rule being evaluated over one resource: its fields, and the trace of what was compared. */
final class Evaluation {

    /** One comparison, as error details list it. */
    record Compared(
            boolean result, String kind, String expression, JsonNode value, JsonNode expected, Operator operator) {

        ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("result", result ? "True" : "False");
            json.put("expressionKind", kind);
            json.put("expression", expression);
            json.put("path", expression);
            if (!value.isMissingNode()) {
                json.set("expressionValue", value);
            }
            json.set("targetValue", expected);
            json.put("operator", operator.displayName());
            return json;
        }
    }

    private final Fields fields;
    private final List<Compared> trace;

    Evaluation(Fields fields) {
        this(fields, new ArrayList<>());
    }

    private Evaluation(Fields fields, List<Compared> trace) {
        this.fields = fields;
        this.trace = trace;
    }

    Fields fields() {
        return fields;
    }

    /** The same rule on one member of an array; what is compared there is not told. */
    Evaluation within(String arrayAlias, JsonNode member) {
        return new Evaluation(fields.within(arrayAlias, member), new ArrayList<>());
    }

    void note(Compared compared) {
        trace.add(compared);
    }

    /** Evaluates a branch; where it does not hold, its comparisons explain nothing and are forgotten. */
    boolean anyBranch(Condition branch) {
        int before = trace.size();
        if (branch.holds(this)) {
            return true;
        }
        trace.subList(before, trace.size()).clear();
        return false;
    }

    ArrayNode evaluatedExpressions() {
        ArrayNode expressions = JsonNodeFactory.instance.arrayNode();
        trace.forEach(compared -> expressions.add(compared.toJson()));
        return expressions;
    }
}
