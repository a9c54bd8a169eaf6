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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What append and modify do to a resource before it is held against deny and audit. Rules are asked about the resource as it
 * was sent; two that want different things of one field are in conflict.
 *
 * <p>Source: Azure docs, "Azure Policy definitions append effect" and "modify effect".
 */
final class Changes {

    private final Target target;
    private final ObjectNode resource;
    private final Map<String, JsonNode> wanted = new HashMap<>();
    private final List<Verdict.Change> made = new ArrayList<>();

    Changes(Target target) {
        this.target = target;
        this.resource = target.resource().deepCopy();
    }

    ObjectNode resource() {
        return resource;
    }

    List<Verdict.Change> made() {
        return made;
    }

    /** Returns a denial where the change contradicts what is there. */
    Optional<Finding> apply(Applied applied, Effect effect, RuleContext context, Rule.Outcome outcome) {
        Finding by = Finding.of(applied, effect, false, outcome.evaluatedExpressions(), Optional.empty());
        boolean consistent = effect == Effect.APPEND ? append(applied, context, by) : modify(applied, context, by);
        return consistent
                ? Optional.empty()
                : Optional.of(Finding.of(applied, effect, true, outcome.evaluatedExpressions(), Optional.empty()));
    }

    private boolean append(Applied applied, RuleContext context, Finding by) {
        for (JsonNode addition : applied.rule().details()) {
            if (!add(field(applied, addition, context), value(applied, addition, context), by)) {
                return false;
            }
        }
        return true;
    }

    private boolean modify(Applied applied, RuleContext context, Finding by) {
        JsonNode details = applied.rule().details();
        String conflict =
                applied.rule().resolve(details.path("conflictEffect"), context).asText();
        boolean denies = conflict.isEmpty() || conflict.equalsIgnoreCase("deny");
        for (JsonNode operation : details.path("operations")) {
            JsonNode condition = applied.rule().resolve(operation.path("condition"), context);
            if (!condition.isMissingNode() && !condition.asText().equalsIgnoreCase("true")) {
                continue;
            }
            String field = field(applied, operation, context);
            if (field.equalsIgnoreCase("identity.type") && !hasIdentityType()) {
                continue;
            }
            boolean done = switch (operation.path("operation").asText().toLowerCase(Locale.ROOT)) {
                case "remove" -> remove(field, by);
                case "addorreplace" -> replace(field, value(applied, operation, context), by);
                default -> add(field, value(applied, operation, context), by);
            };
            if (!done && denies) {
                return false;
            }
        }
        return true;
    }

    private boolean add(String field, JsonNode value, Finding by) {
        FieldEdit edit = new FieldEdit(resource, field);
        if (edit.conflicts(value)) {
            return false;
        }
        edit.set(value, false);
        made.add(new Verdict.Change(by, field, value));
        return true;
    }

    private boolean replace(String field, JsonNode value, Finding by) {
        JsonNode other = wanted.putIfAbsent(field.toLowerCase(Locale.ROOT), value);
        if (other != null && !other.equals(value)) {
            return false;
        }
        new FieldEdit(resource, field).set(value, true);
        made.add(new Verdict.Change(by, field, value));
        return true;
    }

    private boolean remove(String field, Finding by) {
        new FieldEdit(resource, field).remove();
        made.add(new Verdict.Change(by, field, MissingNode.getInstance()));
        return true;
    }

    /** Only machines and scale sets have an identity that may be modified. */
    private boolean hasIdentityType() {
        String type = target.type().toLowerCase(Locale.ROOT);
        return type.equals("microsoft.compute/virtualmachines")
                || type.equals("microsoft.compute/virtualmachinescalesets");
    }

    private static String field(Applied applied, JsonNode operation, RuleContext context) {
        return applied.rule().resolve(operation.path("field"), context).asText();
    }

    private static JsonNode value(Applied applied, JsonNode operation, RuleContext context) {
        return applied.rule().resolve(operation.path("value"), context);
    }
}
