// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import io.cloister.sandbox.template.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a compliance scan says of resources that exist; it changes and denies nothing.
 *
 * <p>Source: Azure docs, "Azure Policy compliance states", "policy applicability" and "auditIfNotExists effect".
 */
public final class ComplianceScan {

    private final PolicyEngine engine;
    private final Function<String, Stream<Target>> ofType;

    /** @param ofType finds all resources of a type */
    public ComplianceScan(PolicyEngine engine, Function<String, Stream<Target>> ofType) {
        this.engine = engine;
        this.ofType = ofType;
    }

    /** One for each assigned definition that the resource is applicable to. */
    public List<Compliance> of(Target target) {
        List<Compliance> found = new ArrayList<>();
        for (Applied one : engine.covering(target)) {
            RuleContext context = one.context(target);
            try {
                Effect effect = one.effect(context);
                if (isEvaluated(effect) && isApplicable(one, effect, context)) {
                    found.add(
                            engine.isExempt(one, target)
                                    ? told(one, effect, Compliance.State.EXEMPT)
                                    : evaluate(one, effect, context));
                }
            } catch (TemplateException | InvalidPolicyException e) {
                found.add(told(one, Effect.DENY, Compliance.State.NON_COMPLIANT));
            }
        }
        return found;
    }

    private static boolean isEvaluated(Effect effect) {
        return effect.concernsWrites() || isAboutRelated(effect) || effect == Effect.MANUAL;
    }

    private static boolean isAboutRelated(Effect effect) {
        return effect == Effect.AUDIT_IF_NOT_EXISTS || effect == Effect.DEPLOY_IF_NOT_EXISTS;
    }

    /** "When the if evaluates to false, the policy isn't applicable" is true of the effects with related resources alone. */
    private static boolean isApplicable(Applied one, Effect effect, RuleContext context) {
        return isAboutRelated(effect)
                ? one.rule().evaluate(context).holds()
                : one.rule().isApplicable(context);
    }

    private Compliance evaluate(Applied one, Effect effect, RuleContext context) {
        if (effect == Effect.MANUAL) {
            JsonNode state = one.rule().resolve(one.rule().details().path("defaultState"), context);
            return told(one, effect, Compliance.State.named(state.asText()));
        }
        Rule.Outcome outcome = one.rule().evaluate(context);
        boolean complies = isAboutRelated(effect) ? hasRelated(one, context) : !outcome.holds();
        Finding finding = Finding.of(one, effect, false, outcome.evaluatedExpressions(), Optional.empty());
        return new Compliance(
                finding, complies ? Compliance.State.COMPLIANT : Compliance.State.NON_COMPLIANT, one.groups());
    }

    /**
     * Related resources are sought below the evaluated one where their type is below its type, else in its group, in the
     * subscription, or in the group that the effect names.
     */
    private boolean hasRelated(Applied one, RuleContext context) {
        Rule rule = one.rule();
        JsonNode details = rule.details();
        String type = resolved(rule, details, "type", context);
        String name = resolved(rule, details, "name", context);
        String scope = scope(rule, context, type);
        return ofType.apply(type)
                .filter(related -> Scopes.isUnder(related.id(), scope))
                .filter(related -> name.isEmpty() || isNamed(related, name))
                .anyMatch(related -> rule.isFulfilledBy(related, context));
    }

    private static String scope(Rule rule, RuleContext context, String type) {
        Target target = context.target();
        if (type.toLowerCase(Locale.ROOT).startsWith(target.type().toLowerCase(Locale.ROOT) + "/")) {
            return target.id();
        }
        String subscription = target.subscription().path("id").asText();
        String group = resolved(rule, rule.details(), "resourceGroupName", context);
        if (!group.isEmpty()) {
            return subscription + "/resourceGroups/" + group;
        }
        boolean wide = resolved(rule, rule.details(), "existenceScope", context).equalsIgnoreCase("Subscription");
        return wide || target.resourceGroup().isMissingNode()
                ? subscription
                : target.resourceGroup().path("id").asText();
    }

    private static boolean isNamed(Target related, String name) {
        return ("/" + related.id().toLowerCase(Locale.ROOT)).endsWith("/" + last(name.toLowerCase(Locale.ROOT)));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String resolved(Rule rule, JsonNode details, String property, RuleContext context) {
        return rule.resolve(details.path(property), context).asText();
    }

    private static Compliance told(Applied one, Effect effect, Compliance.State state) {
        return new Compliance(
                Finding.of(one, effect, false, JsonNodeFactory.instance.arrayNode(), Optional.empty()),
                state,
                one.groups());
    }
}
