// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.FieldEdit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The answer of {@code checkPolicyRestrictions}, version 2024-10-01: what would be denied, before it is tried.
 *
 * <p>Source: azure-rest-api-specs, policyinsights, checkPolicyRestrictions.
 */
public final class Restrictions {

    private final boolean withAudit;
    private final Function<ObjectNode, Verdict> verdicts;
    private final Map<String, ArrayNode> byField = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Restrictions(boolean withAudit, Function<ObjectNode, Verdict> verdicts) {
        this.withAudit = withAudit;
        this.verdicts = verdicts;
    }

    /**
     * @param request the body: {@code resourceDetails.resourceContent}, {@code pendingFields}, {@code includeAuditEffect}
     * @param verdicts holds a resource against the policies of the scope that is asked about
     */
    public static ObjectNode answer(JsonNode request, Function<ObjectNode, Verdict> verdicts) {
        ObjectNode content = request.path("resourceDetails").path("resourceContent") instanceof ObjectNode object
                ? object
                : JsonNodeFactory.instance.objectNode();
        Restrictions restrictions =
                new Restrictions(request.path("includeAuditEffect").asBoolean(), verdicts);
        Verdict verdict = verdicts.apply(content);
        for (JsonNode pending : request.path("pendingFields")) {
            String field = pending.path("field").asText();
            restrictions.changed(field, verdict);
            if (pending.path("values").isEmpty()) {
                restrictions.required(field, verdict);
            } else {
                pending.path("values").forEach(value -> restrictions.tried(content, field, value));
            }
        }
        return restrictions.toJson(verdict);
    }

    private ObjectNode toJson(Verdict verdict) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode fields = answer.putArray("fieldRestrictions");
        byField.forEach(
                (field, restrictions) -> fields.addObject().put("field", field).set("restrictions", restrictions));
        ArrayNode evaluations = answer.putObject("contentEvaluationResult").putArray("policyEvaluations");
        told(verdict).forEach(finding -> evaluations.add(evaluation(finding)));
        return answer;
    }

    private List<Finding> told(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.blocks() || withAudit)
                .toList();
    }

    private static ObjectNode evaluation(Finding finding) {
        ObjectNode evaluation = JsonNodeFactory.instance.objectNode();
        evaluation.set("policyInfo", policy(finding));
        evaluation.put("evaluationResult", "NonCompliant");
        ObjectNode details = evaluation.putObject("evaluationDetails");
        details.set("evaluatedExpressions", finding.evaluatedExpressions());
        finding.failure().ifPresent(failure -> details.put("reason", failure));
        evaluation.putObject("effectDetails").put("policyEffect", capitalised(finding.effect()));
        return evaluation;
    }

    /** A policy will set the field, or take it away. */
    private void changed(String pending, Verdict verdict) {
        for (Verdict.Change change : verdict.changes()) {
            if (isOf(change.field(), pending)) {
                ObjectNode restriction = restriction(
                        name(change.field()), change.value().isMissingNode() ? "Removed" : "Required", change.by());
                if (!change.value().isMissingNode()) {
                    restriction.set("defaultValue", change.value());
                }
            }
        }
    }

    /** A policy denies what lacks the field, and perhaps says what it may be. */
    private void required(String pending, Verdict verdict) {
        for (Finding finding : told(verdict)) {
            for (JsonNode compared : finding.evaluatedExpressions()) {
                String field = compared.path("expression").asText();
                if (isOf(field, pending) && !compared.has("expressionValue")) {
                    ObjectNode restriction = restriction(name(field), "Required", finding);
                    JsonNode allowed = compared.path("targetValue");
                    if (compared.path("operator").asText().equals("NotIn") && allowed.isArray()) {
                        restriction.set("values", allowed);
                    }
                }
            }
        }
    }

    private void tried(ObjectNode content, String field, JsonNode value) {
        ObjectNode changed = content.deepCopy();
        new FieldEdit(changed, field).set(value, true);
        for (Finding finding : told(verdicts.apply(changed))) {
            if (isAbout(finding, field)) {
                restriction(field, capitalised(finding.effect()), finding)
                        .putArray("values")
                        .add(value);
            }
        }
    }

    /** What is denied for another field's sake is no restriction of this one. */
    private static boolean isAbout(Finding finding, String field) {
        return StreamSupport.stream(finding.evaluatedExpressions().spliterator(), false)
                .map(compared -> compared.path("expression").asText())
                .anyMatch(expression -> isOf(expression, field)
                        || expression.toLowerCase(Locale.ROOT).contains("'" + field.toLowerCase(Locale.ROOT) + "'"));
    }

    private ObjectNode restriction(String field, String result, Finding finding) {
        ObjectNode restriction = byField.computeIfAbsent(field, any -> JsonNodeFactory.instance.arrayNode())
                .addObject()
                .put("result", result);
        restriction.set("policy", policy(finding));
        restriction.put("policyEffect", capitalised(finding.effect()));
        finding.nonComplianceMessages().stream().findFirst().ifPresent(reason -> restriction.put("reason", reason));
        return restriction;
    }

    private static boolean isOf(String field, String pending) {
        String lower = name(field).toLowerCase(Locale.ROOT);
        String wanted = name(pending).toLowerCase(Locale.ROOT);
        return lower.equals(wanted) || lower.startsWith(wanted + ".") || lower.startsWith(wanted + "[");
    }

    /** {@code tags['a']} is told as {@code tags.a}. */
    private static String name(String field) {
        return field.replaceAll("(?i)^tags\\[\\s*'?(.*?)'?\\s*]$", "tags.$1");
    }

    private static ObjectNode policy(Finding finding) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("policyDefinitionId", finding.definition().path("id").asText());
        finding.set()
                .ifPresent(set -> policy.put(
                                "policySetDefinitionId", set.path("id").asText())
                        .put("policyDefinitionReferenceId", finding.referenceId()));
        policy.put("policyAssignmentId", finding.assignment().id());
        return policy;
    }

    private static String capitalised(Effect effect) {
        return Character.toUpperCase(effect.word().charAt(0)) + effect.word().substring(1);
    }
}
