// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Locations;
import io.cloister.sandbox.policy.field.Selected;
import java.util.List;

/** The {@code if} of a rule, or a part of it. */
sealed interface Condition {

    boolean holds(Evaluation evaluation);

    record AllOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().allMatch(part -> part.holds(evaluation));
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().anyMatch(evaluation::anyBranch);
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !part.holds(evaluation);
        }
    }

    /** Holds if it holds for every value: over an array's members, with none of them too, as Azure has it. */
    record Comparison(Operand operand, Operator operator, JsonNode expected) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            JsonNode wanted = evaluation.resolve(expected);
            boolean all = true;
            for (Selected selected : operand.values(evaluation)) {
                boolean result = operand.isLocation(evaluation)
                        ? operator.holds(Locations.plain(selected.value()), Locations.plain(wanted))
                        : operator.holds(selected.value(), wanted);
                evaluation.note(new Compared(
                        result, operand.kind(), operand.expression(evaluation), selected, wanted, operator));
                all &= result;
            }
            return all;
        }
    }
}
