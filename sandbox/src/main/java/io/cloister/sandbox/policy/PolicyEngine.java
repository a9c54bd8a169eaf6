// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.InvalidPolicyException;
import io.cloister.sandbox.policy.language.Parameters;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import io.cloister.sandbox.template.TemplateException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Holds a request against all policies that cover its resource, in Azure's order: disabled, append and modify, deny, audit;
 * denyAction where something is deleted. What is decided after the write (auditIfNotExists, deployIfNotExists, manual) is
 * not evaluated. Not thread-safe.
 */
public final class PolicyEngine {

    /** More parsed rules than these are not kept. */
    private static final int KEPT = 5_000;

    private final Policies policies;
    /** By the JSON they were parsed from, which is another object once a definition is written anew. */
    private final Map<JsonNode, Rule> rules = new IdentityHashMap<>();

    public PolicyEngine(Policies policies) {
        this.policies = policies;
    }

    /** @param tagsOnly whether the request changes tags alone: then only rules about tags are asked */
    public Verdict onWrite(Target target, boolean tagsOnly) {
        List<Applied> applied = applied(target).stream()
                .filter(one -> !tagsOnly || one.rule().isAboutTags())
                .toList();
        List<Finding> findings = new ArrayList<>();
        Changes changes = new Changes(target);
        for (Applied one : applied) {
            guarded(one, target, findings::add, context -> {
                Effect effect = one.effect(context);
                if (effect.changes() && one.assignment().isEnforced()) {
                    Rule.Outcome outcome = one.rule().evaluate(context);
                    if (outcome.holds()) {
                        changes.apply(one, effect, context, outcome).ifPresent(findings::add);
                    }
                }
            });
        }
        Target changed = target.with(changes.resource());
        for (Applied one : applied) {
            if (findings.stream().noneMatch(finding -> finding.failure().isPresent() && isOf(finding, one))) {
                guarded(
                        one,
                        changed,
                        findings::add,
                        context -> find(one, context).ifPresent(findings::add));
            }
        }
        return new Verdict(changes.resource(), changes.made(), List.copyOf(findings));
    }

    /** @param withGroup whether it goes because its resource group does; only some policies care then */
    public List<Finding> onDelete(Target target, boolean withGroup) {
        List<Finding> findings = new ArrayList<>();
        for (Applied one : applied(target)) {
            guarded(one, target, findings::add, context -> {
                if (one.effect(context) != Effect.DENY_ACTION) {
                    return;
                }
                JsonNode details = one.rule().resolve(one.rule().details(), context);
                boolean concerned = !withGroup
                        || details.path("cascadeBehaviors")
                                        .path("resourceGroup")
                                        .asText()
                                        .equalsIgnoreCase("deny")
                                && Applied.isIndexed(target);
                boolean deletion = StreamSupport.stream(
                                details.path("actionNames").spliterator(), false)
                        .anyMatch(action -> action.asText().equalsIgnoreCase("delete"));
                if (concerned && deletion) {
                    Rule.Outcome outcome = one.rule().evaluate(context);
                    if (outcome.holds()) {
                        findings.add(Finding.of(
                                one, Effect.DENY_ACTION, true, outcome.evaluatedExpressions(), Optional.empty()));
                    }
                }
            });
        }
        return findings.stream()
                .filter(finding -> finding.effect() == Effect.DENY_ACTION)
                .toList();
    }

    /**
     * What every policy makes of a resource that is there, exemptions among it. Those that look for other resources
     * (auditIfNotExists, deployIfNotExists, manual), and those that are disabled, say nothing.
     */
    public List<Compliance> compliance(Target target) {
        List<Exemption> exemptions = exemptions();
        List<Compliance> states = new ArrayList<>();
        for (Applied one : covering(target)) {
            if (!one.concerns(target)) {
                continue;
            }
            boolean exempt = exemptions.stream().anyMatch(exemption -> exemption.covers(one, target));
            try {
                RuleContext context = one.context(target);
                Effect effect = one.effect(context);
                if (effect.changes() || effect == Effect.DENY || effect == Effect.AUDIT) {
                    boolean holds = !exempt && one.rule().evaluate(context).holds();
                    states.add(Compliance.of(one, effect, exempt ? "Exempt" : holds ? "NonCompliant" : "Compliant"));
                }
            } catch (TemplateException | InvalidPolicyException e) {
                states.add(Compliance.of(one, Effect.DENY, "Error"));
            }
        }
        return states;
    }

    private static Optional<Finding> find(Applied applied, RuleContext context) {
        Effect effect = applied.effect(context);
        if (effect != Effect.DENY && effect != Effect.AUDIT) {
            return Optional.empty();
        }
        Rule.Outcome outcome = applied.rule().evaluate(context);
        return outcome.holds()
                ? Optional.of(Finding.of(
                        applied, effect, effect == Effect.DENY, outcome.evaluatedExpressions(), Optional.empty()))
                : Optional.empty();
    }

    /** A rule on which a function fails denies. Source: Azure docs, "policy rule", Avoiding template failures. */
    private static void guarded(
            Applied applied, Target target, Consumer<Finding> findings, Consumer<RuleContext> evaluation) {
        try {
            evaluation.accept(applied.context(target));
        } catch (TemplateException | InvalidPolicyException e) {
            findings.accept(Finding.of(
                    applied,
                    Effect.DENY,
                    true,
                    JsonNodeFactory.instance.arrayNode(),
                    Optional.of("The policy evaluation failed: " + e.getMessage())));
        }
    }

    private Rule rule(JsonNode json) {
        if (rules.size() > KEPT) {
            rules.clear();
        }
        return rules.computeIfAbsent(json, Rule::parse);
    }

    private static boolean isOf(Finding finding, Applied applied) {
        return finding.assignment().equals(applied.assignment())
                && finding.definition() == applied.definition()
                && finding.referenceId().equals(applied.referenceId());
    }

    private List<Applied> applied(Target target) {
        List<Applied> applied = covering(target);
        List<Exemption> exemptions = exemptions();
        applied.removeIf(one ->
                !one.concerns(target) || exemptions.stream().anyMatch(exemption -> exemption.covers(one, target)));
        return applied;
    }

    private List<Exemption> exemptions() {
        return policies.exemptions().get().stream().map(Exemption::new).toList();
    }

    private List<Applied> covering(Target target) {
        List<Applied> applied = new ArrayList<>();
        for (ObjectNode resource : policies.assignments().get()) {
            Assignment assignment = new Assignment(resource);
            if (assignment.covers(target)) {
                policies.definitions()
                        .apply(assignment.definitionId())
                        .ifPresent(definition -> add(assignment, definition, applied));
            }
        }
        return applied;
    }

    private void add(Assignment assignment, ObjectNode definition, List<Applied> into) {
        JsonNode properties = definition.path("properties");
        if (!properties.has("policyDefinitions")) {
            into.add(applied(assignment, definition, Optional.empty(), "", assignment.parameters()));
            return;
        }
        Parameters ofSet = Parameters.of(properties.path("parameters"), assignment.parameters());
        for (JsonNode member : properties.path("policyDefinitions")) {
            policies.definitions()
                    .apply(member.path("policyDefinitionId").asText())
                    .ifPresent(one -> into.add(applied(
                            assignment,
                            one,
                            Optional.of(definition),
                            member.path("policyDefinitionReferenceId").asText(),
                            given(ofSet, member))));
        }
    }

    /** Where the set's own parameters lack a value, so do its definitions', and denies who needs them. */
    private static JsonNode given(Parameters ofSet, JsonNode member) {
        try {
            return ofSet.applyTo(member.path("parameters"));
        } catch (TemplateException e) {
            return MissingNode.getInstance();
        }
    }

    private Applied applied(
            Assignment assignment, JsonNode definition, Optional<JsonNode> set, String reference, JsonNode given) {
        JsonNode properties = definition.path("properties");
        return new Applied(
                assignment,
                definition,
                set,
                reference,
                rule(properties.path("policyRule")),
                Parameters.of(properties.path("parameters"), given));
    }
}
