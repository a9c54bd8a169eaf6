// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.cloister.sandbox.policy.field.Selected;
import io.cloister.sandbox.template.TemplateException;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** The left side of a comparison. */
sealed interface Operand {

    List<Selected> values(Evaluation evaluation);

    /** As error details spell it. */
    String kind();

    String expression(Evaluation evaluation);

    /** Whether it says what kind of resource it is, by which a rule is applicable or not. */
    default boolean isIdentifying() {
        return false;
    }

    default boolean isLocation(Evaluation evaluation) {
        return false;
    }

    /** @param name may be an expression, {@code [concat('tags[', parameters('name'), ']')]} */
    record Field(String name) implements Operand {
        @Override
        public List<Selected> values(Evaluation evaluation) {
            return evaluation.fields().select(expression(evaluation));
        }

        @Override
        public String kind() {
            return "Field";
        }

        @Override
        public String expression(Evaluation evaluation) {
            return evaluation.resolve(name);
        }

        @Override
        public boolean isIdentifying() {
            return List.of("type", "name", "kind").contains(name.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean isLocation(Evaluation evaluation) {
            return name.equalsIgnoreCase("location");
        }
    }

    /** A literal, or an expression. */
    record Value(JsonNode value) implements Operand {
        @Override
        public List<Selected> values(Evaluation evaluation) {
            return List.of(new Selected(evaluation.resolve(value), ""));
        }

        @Override
        public String kind() {
            return "Value";
        }

        @Override
        public String expression(Evaluation evaluation) {
            return value.asText();
        }
    }

    /** How many members of a resource's array fulfil a condition. */
    record FieldCount(String array, Condition where) implements Operand {
        @Override
        public List<Selected> values(Evaluation evaluation) {
            String alias = expression(evaluation);
            long count = evaluation.fields().select(alias).stream()
                    .filter(member -> where.holds(evaluation.withMember(alias, member)))
                    .count();
            return List.of(new Selected(IntNode.valueOf((int) count), alias));
        }

        @Override
        public String kind() {
            return "Count";
        }

        @Override
        public String expression(Evaluation evaluation) {
            return evaluation.resolve(array);
        }
    }

    /** How many members of a given array fulfil a condition, which calls each {@code current(name)}. */
    record ValueCount(JsonNode array, String name, Condition where) implements Operand {
        @Override
        public List<Selected> values(Evaluation evaluation) {
            JsonNode members = evaluation.resolve(array);
            if (!members.isArray()) {
                throw new TemplateException("The 'count' expression needs an array, not '" + members + "'.");
            }
            long count = StreamSupport.stream(members.spliterator(), false)
                    .filter(member -> where.holds(evaluation.withCurrent(name, member)))
                    .count();
            return List.of(new Selected(IntNode.valueOf((int) count), ""));
        }

        @Override
        public String kind() {
            return "Count";
        }

        @Override
        public String expression(Evaluation evaluation) {
            return array.isTextual() ? array.textValue() : array.toString();
        }
    }
}
