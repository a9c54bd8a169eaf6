// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;

/** The answer of {@code checkPolicyRestrictions}, version 2024-10-01: what would be denied, before it is tried. */
public final class Restrictions {

    private Restrictions() {}

    /**
     * @param request the body: {@code resourceDetails.resourceContent}, {@code pendingFields}, {@code includeAuditEffect}
     * @param findings holds a resource against the policies of the scope that is asked about
     */
    public static ObjectNode answer(JsonNode request, Function<JsonNode, List<Finding>> findings) {
        JsonNode content = request.path("resourceDetails").path("resourceContent");
        boolean withAudit = request.path("includeAuditEffect").asBoolean();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode fields = answer.putArray("fieldRestrictions");
        for (JsonNode pending : request.path("pendingFields")) {
            restrictions(pending, content, withAudit, findings, fields);
        }
        ArrayNode evaluations = answer.putObject("contentEvaluationResult").putArray("policyEvaluations");
        for (Finding finding : findings.apply(content)) {
            if (finding.denies() || withAudit) {
                evaluations.add(evaluation(finding));
            }
        }
        return answer;
    }

    private static ObjectNode evaluation(Finding finding) {
        ObjectNode evaluation = JsonNodeFactory.instance.objectNode();
        evaluation.set("policyInfo", policy(finding));
        evaluation.put("evaluationResult", "NonCompliant");
        evaluation.putObject("evaluationDetails").set("evaluatedExpressions", finding.evaluatedExpressions());
        evaluation.putObject("effectDetails").put("policyEffect", capitalised(finding.effect()));
        return evaluation;
    }

    private static void restrictions(
            JsonNode pending,
            JsonNode content,
            boolean withAudit,
            Function<JsonNode, List<Finding>> findings,
            ArrayNode into) {
        String field = pending.path("field").asText();
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (JsonNode value : pending.path("values")) {
            for (Finding finding : findings.apply(with(content, field, value))) {
                if (finding.denies() || withAudit) {
                    ObjectNode restriction = found.addObject();
                    restriction.put("result", capitalised(finding.effect()));
                    restriction.putArray("values").add(value);
                    restriction.set("policy", policy(finding));
                    finding.assignment().nonComplianceMessages().stream()
                            .findFirst()
                            .ifPresent(reason -> restriction.put("reason", reason));
                }
            }
        }
        if (!found.isEmpty()) {
            into.addObject().put("field", field).set("restrictions", found);
        }
    }

    private static JsonNode with(JsonNode content, String field, JsonNode value) {
        ObjectNode changed = content.isObject() ? content.deepCopy() : JsonNodeFactory.instance.objectNode();
        if (field.startsWith("tags.")) {
            changed.withObject("/tags").set(field.substring("tags.".length()), value);
        } else {
            changed.set(field, TextNode.valueOf(value.asText()));
        }
        return changed;
    }

    private static ObjectNode policy(Finding finding) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("policyDefinitionId", finding.definition().path("id").asText());
        finding.set()
                .ifPresent(set ->
                        policy.put("policySetDefinitionId", set.path("id").asText()));
        policy.put("policyAssignmentId", finding.assignment().id());
        return policy;
    }

    private static String capitalised(String effect) {
        return Character.toUpperCase(effect.charAt(0)) + effect.substring(1);
    }
}
