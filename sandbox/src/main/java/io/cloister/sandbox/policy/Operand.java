// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The left side of a comparison. */
sealed interface Operand {

    List<JsonNode> values(Evaluation evaluation);

    /** As error details spell it. */
    String kind();

    String expression();

    record Field(String name) implements Operand {
        @Override
        public List<JsonNode> values(Evaluation evaluation) {
            return evaluation.fields().values(name);
        }

        @Override
        public String kind() {
            return "Field";
        }

        @Override
        public String expression() {
            return name;
        }
    }

    /** A literal, or {@code [field('…')]}. */
    record Value(JsonNode value) implements Operand {

        private static final Pattern FIELD = Pattern.compile("\\[\\s*field\\('([^']+)'\\)\\s*\\]");

        @Override
        public List<JsonNode> values(Evaluation evaluation) {
            Matcher field = FIELD.matcher(value.asText());
            return field.matches() ? evaluation.fields().values(field.group(1)) : List.of(value);
        }

        @Override
        public String kind() {
            return "Value";
        }

        @Override
        public String expression() {
            return value.asText();
        }
    }

    /** How many members of an array fulfil a condition. */
    record Count(String array, Condition where) implements Operand {
        @Override
        public List<JsonNode> values(Evaluation evaluation) {
            long count = evaluation.fields().values(array).stream()
                    .filter(member -> where.holds(evaluation.within(array, member)))
                    .count();
            return List.of(IntNode.valueOf((int) count));
        }

        @Override
        public String kind() {
            return "Count";
        }

        @Override
        public String expression() {
            return array;
        }
    }
}
