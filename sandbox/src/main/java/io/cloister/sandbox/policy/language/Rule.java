// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cloister.sandbox.policy.field.Target;
import java.util.List;
import java.util.regex.Pattern;

/** A definition's {@code policyRule}. */
public final class Rule {

    private static final Pattern ABOUT_TAGS = Pattern.compile(
            "\"field\"\\s*:\\s*\"(\\[\\s*concat\\(\\s*')?tags|field\\(\\s*'tags", Pattern.CASE_INSENSITIVE);

    private final JsonNode json;
    private final Condition condition;
    private final Condition existence;

    private Rule(JsonNode json, Condition condition, Condition existence) {
        this.json = json;
        this.condition = condition;
        this.existence = existence;
    }

    /** Throws an {@link InvalidPolicyException} where it is not in the language. */
    public static Rule parse(JsonNode json) {
        if (!json.isObject() || !json.has("if") || !json.path("then").has("effect")) {
            throw InvalidPolicyException.rule("a policy rule has an 'if', and a 'then' with an 'effect'");
        }
        JsonNode existence = json.path("then").path("details").path("existenceCondition");
        return new Rule(
                json,
                ConditionParser.parse(json.path("if")),
                existence.isMissingNode() ? new Condition.AllOf(List.of()) : ConditionParser.parse(existence));
    }

    /**
     * How an evaluation came out.
     *
     * @param evaluatedExpressions what was compared to come to it, as error details list it
     */
    public record Outcome(boolean holds, ArrayNode evaluatedExpressions) {}

    /** Throws a {@link io.cloister.sandbox.template.TemplateException} where a function fails. */
    public Outcome evaluate(RuleContext context) {
        Evaluation evaluation = new Evaluation(context);
        return new Outcome(condition.holds(evaluation), evaluation.evaluatedExpressions());
    }

    /**
     * Whether a resource is what the {@code existenceCondition} of the effect asks for; any is where it has none. Functions
     * look at the resource that {@code context} is about.
     */
    public boolean isFulfilledBy(Target related, RuleContext context) {
        return existence.holds(new Evaluation(context).about(related));
    }

    /**
     * Whether a resource is one that the rule has something to say about. Of its conditions only those about type, name and
     * kind count for that; others are taken as fulfilled.
     *
     * <p>Source: Azure docs, "policy applicability", All other policy effects.
     */
    public boolean isApplicable(RuleContext context) {
        return condition.mayHold(new Evaluation(context), true);
    }

    public String effect(RuleContext context) {
        return resolve(json.path("then").path("effect"), context).asText();
    }

    /** The {@code details} of the effect, as they are written. */
    public JsonNode details() {
        return json.path("then").path("details");
    }

    public JsonNode resolve(JsonNode part, RuleContext context) {
        return new Evaluation(context).resolve(part);
    }

    /** Whether it looks at tags: only then is it asked about a change of tags alone. */
    public boolean isAboutTags() {
        return ABOUT_TAGS.matcher(json.path("if").toString()).find();
    }
}
