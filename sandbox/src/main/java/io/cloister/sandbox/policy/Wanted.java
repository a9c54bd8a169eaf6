// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.FieldEdit;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one definition wants of a resource. A property is added together with what it is a part of: the documentation has it
 * that such a change "may be skipped", but built-in definitions live by it (94de2ad3, {@code ddosProtectionPlan.id}).
 *
 * @param denies whether the request is refused where that cannot be
 */
record Wanted(Applied applied, Effect effect, Rule.Outcome outcome, boolean denies, List<Edit> edits) {

    /** Only these have an identity that may be modified. Source: Azure docs, "modify effect", Skipped modification. */
    private static final Set<String> WITH_IDENTITY =
            Set.of("microsoft.compute/virtualmachines", "microsoft.compute/virtualmachinescalesets");

    enum Operation {
        ADD,
        ADD_OR_REPLACE,
        REMOVE
    }

    /** @param value missing where the field is to be removed */
    record Edit(Operation operation, String field, JsonNode value) {

        /** Members that are added to an array do not contradict one another. */
        boolean contradicts(Edit other) {
            boolean adds = field.endsWith("[*]") && operation == Operation.ADD && other.operation == Operation.ADD;
            return field.equalsIgnoreCase(other.field) && !adds && !value.equals(other.value);
        }
    }

    static Wanted by(Applied applied, Effect effect, RuleContext context, Rule.Outcome outcome, Target target) {
        JsonNode details = applied.rule().details();
        if (effect == Effect.APPEND) {
            List<Edit> additions = new ArrayList<>();
            details.forEach(addition -> additions.add(edit(Operation.ADD, applied, addition, context)));
            return new Wanted(applied, effect, outcome, true, additions);
        }
        String conflict =
                applied.rule().resolve(details.path("conflictEffect"), context).asText();
        List<Edit> edits = new ArrayList<>();
        for (JsonNode operation : details.path("operations")) {
            JsonNode condition = applied.rule().resolve(operation.path("condition"), context);
            if (condition.isMissingNode() || condition.asText().equalsIgnoreCase("true")) {
                Edit edit = edit(operation(operation), applied, operation, context);
                if (isPossible(edit, target)) {
                    edits.add(edit);
                }
            }
        }
        return new Wanted(applied, effect, outcome, conflict.isEmpty() || conflict.equalsIgnoreCase("deny"), edits);
    }

    boolean contradicts(Wanted other) {
        return other != this
                && edits.stream().anyMatch(edit -> other.edits.stream().anyMatch(edit::contradicts));
    }

    boolean contradicts(ObjectNode resource) {
        return edits.stream()
                .anyMatch(edit -> edit.operation() == Operation.ADD
                        && new FieldEdit(resource, edit.field()).conflicts(edit.value()));
    }

    Finding finding(boolean blocks) {
        return Finding.of(applied, effect, blocks, outcome.evaluatedExpressions(), Optional.empty());
    }

    private static boolean isPossible(Edit edit, Target target) {
        return !edit.field().equalsIgnoreCase("identity.type")
                || WITH_IDENTITY.contains(target.type().toLowerCase(Locale.ROOT));
    }

    private static Operation operation(JsonNode operation) {
        return switch (operation.path("operation").asText().toLowerCase(Locale.ROOT)) {
            case "remove" -> Operation.REMOVE;
            case "addorreplace" -> Operation.ADD_OR_REPLACE;
            default -> Operation.ADD;
        };
    }

    private static Edit edit(Operation operation, Applied applied, JsonNode json, RuleContext context) {
        Rule rule = applied.rule();
        JsonNode value =
                operation == Operation.REMOVE ? MissingNode.getInstance() : rule.resolve(json.path("value"), context);
        return new Edit(operation, rule.resolve(json.path("field"), context).asText(), value);
    }
}
