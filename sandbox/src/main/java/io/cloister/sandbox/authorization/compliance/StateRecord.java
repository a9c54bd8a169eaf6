// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.Compliance;
import io.cloister.sandbox.policy.Finding;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Locale;

/** One compliance state as {@code queryResults} lists it. Source: azure-rest-api-specs, PolicyState. */
final class StateRecord {

    private static final String TO_BE_DEFINED = "tbd";

    private StateRecord() {}

    static ObjectNode of(Compliance compliance, ObjectNode resource, String timestamp) {
        Finding finding = compliance.finding();
        ResourceId id = ResourceId.of(resource.path("id").asText());
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        state.put("timestamp", timestamp)
                .put("resourceId", id.toString())
                .put("policyAssignmentId", finding.assignment().id())
                .put("policyDefinitionId", finding.definition().path("id").asText())
                .put("isCompliant", compliance.state() != Compliance.State.NON_COMPLIANT)
                .put("subscriptionId", id.subscription())
                .put("resourceType", type(id))
                .put("resourceLocation", resource.path("location").asText())
                .put("resourceGroup", group(id))
                .put("resourceTags", TO_BE_DEFINED)
                .put("policyAssignmentName", finding.assignment().name())
                .put("policyAssignmentOwner", TO_BE_DEFINED)
                .put("policyAssignmentParameters", text(finding.assignment().parameters()))
                .put("policyAssignmentScope", finding.assignment().scope())
                .put("policyDefinitionName", finding.definition().path("name").asText())
                .put("policyDefinitionAction", finding.effect().word().toLowerCase(Locale.ROOT))
                .put("policyDefinitionCategory", category(finding.definition()));
        JsonNode set = finding.set().orElse(JsonNodeFactory.instance.missingNode());
        state.put("policySetDefinitionId", set.path("id").asText())
                .put("policySetDefinitionName", set.path("name").asText())
                .put("policySetDefinitionOwner", "")
                .put("policySetDefinitionCategory", set.isMissingNode() ? "" : category(set))
                .put(
                        "policySetDefinitionParameters",
                        text(set.path("properties").path("parameters")))
                .put("managementGroupIds", "")
                .put("policyDefinitionReferenceId", finding.referenceId())
                .put("complianceState", compliance.state().word());
        compliance.groups().forEach(state.putArray("policyDefinitionGroupNames")::add);
        if (compliance.state() == Compliance.State.NON_COMPLIANT) {
            state.putObject("policyEvaluationDetails").set("evaluatedExpressions", finding.evaluatedExpressions());
        }
        return state;
    }

    private static String type(ResourceId id) {
        return id.isGroup() ? "Microsoft.Resources/subscriptions/resourceGroups" : id.type();
    }

    private static String group(ResourceId id) {
        return id.groupId()
                .map(group -> group.substring(group.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static String category(JsonNode definition) {
        return definition.path("properties").path("metadata").path("category").asText(TO_BE_DEFINED);
    }

    private static String text(JsonNode json) {
        return json.isObject() && !json.isEmpty() ? json.toString() : "";
    }
}
