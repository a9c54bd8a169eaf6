// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.policy.field.Fields;
import io.cloister.sandbox.policy.field.Selected;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.Templates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One rule being evaluated over one resource: its fields, what is being counted, and the trace of what was compared. */
final class Evaluation {

    private final RuleContext context;
    private final Fields fields;
    private final Map<String, JsonNode> current;
    private final List<Compared> trace;
    private final Scope scope;

    Evaluation(RuleContext context) {
        this(context, Fields.of(context.target()), Map.of(), new ArrayList<>());
    }

    private Evaluation(RuleContext context, Fields fields, Map<String, JsonNode> current, List<Compared> trace) {
        this.context = context;
        this.fields = fields;
        this.current = current;
        this.trace = trace;
        this.scope = new PolicyFunctions(this);
    }

    private Evaluation(
            RuleContext context, Fields fields, Map<String, JsonNode> current, List<Compared> trace, Scope scope) {
        this.context = context;
        this.fields = fields;
        this.current = current;
        this.trace = trace;
        this.scope = scope;
    }

    RuleContext context() {
        return context;
    }

    Fields fields() {
        return fields;
    }

    /** The value of an expression; what is none stays as it is. */
    JsonNode resolve(JsonNode json) {
        return Templates.resolve(json, scope);
    }

    String resolve(String text) {
        return Templates.isExpression(text) ? resolve(new TextNode(text)).asText() : text;
    }

    /** Fields are those of another resource; functions keep to this one. */
    Evaluation about(Target other) {
        return new Evaluation(context, Fields.of(other), current, new ArrayList<>(), scope);
    }

    /** The same rule as if the array had this member only; what is compared there is not told. */
    Evaluation withMember(String alias, Selected member) {
        return new Evaluation(
                context, fields.withMember(alias, member), counting(alias, member.value()), new ArrayList<>());
    }

    Evaluation withCurrent(String name, JsonNode member) {
        return new Evaluation(context, fields, counting(name, member), new ArrayList<>());
    }

    /** What the innermost count is at. */
    JsonNode current() {
        return current.values().stream().reduce((outer, inner) -> inner).orElseThrow(Evaluation::notCounting);
    }

    /** @param name a value count's name, a field count's array, or a property of that array's members */
    JsonNode current(String name) {
        JsonNode named = current.get(name.toLowerCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        String array = current.keySet().stream()
                .filter(counted -> name.toLowerCase(Locale.ROOT).startsWith(counted + "."))
                .max(Comparator.comparing(String::length))
                .orElseThrow(Evaluation::notCounting);
        JsonNode values = fields.value(name);
        if (name.indexOf("[*]", array.length()) > 0) {
            return values;
        }
        return values.isEmpty() ? new TextNode("") : values.get(0);
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

    private Map<String, JsonNode> counting(String name, JsonNode member) {
        Map<String, JsonNode> inner = new LinkedHashMap<>(current);
        inner.remove(name.toLowerCase(Locale.ROOT));
        inner.put(name.toLowerCase(Locale.ROOT), member);
        return inner;
    }

    private static TemplateException notCounting() {
        return new TemplateException("The function 'current' may only be used for what a 'count' is counting.");
    }
}
