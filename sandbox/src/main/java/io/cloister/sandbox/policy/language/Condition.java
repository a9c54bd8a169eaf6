// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Locations;
import io.cloister.sandbox.policy.field.Selected;
import java.util.List;

/** The {@code if} of a rule, or a part of it. */
sealed interface Condition {

    boolean holds(Evaluation evaluation);

    /**
     * Whether it would hold ({@code wanted}), or fail to, for a resource of this type, name and kind.
     */
    boolean mayHold(Evaluation evaluation, boolean wanted);

    record AllOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().allMatch(part -> part.holds(evaluation));
        }

        @Override
        public boolean mayHold(Evaluation evaluation, boolean wanted) {
            return wanted
                    ? parts.stream().allMatch(part -> part.mayHold(evaluation, true))
                    : parts.stream().anyMatch(part -> part.mayHold(evaluation, false));
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return parts.stream().anyMatch(evaluation::anyBranch);
        }

        @Override
        public boolean mayHold(Evaluation evaluation, boolean wanted) {
            return wanted
                    ? parts.stream().anyMatch(part -> part.mayHold(evaluation, true))
                    : parts.stream().allMatch(part -> part.mayHold(evaluation, false));
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Evaluation evaluation) {
            return !part.holds(evaluation);
        }

        @Override
        public boolean mayHold(Evaluation evaluation, boolean wanted) {
            return part.mayHold(evaluation, !wanted);
        }
    }

    /** Holds if it holds for every value: over an array's members, with none of them too, as Azure has it. */
    record Comparison(Operand operand, Operator operator, JsonNode expected) implements Condition {
        @Override
        public boolean mayHold(Evaluation evaluation, boolean wanted) {
            return !operand.isIdentifying() || holds(evaluation) == wanted;
        }

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
