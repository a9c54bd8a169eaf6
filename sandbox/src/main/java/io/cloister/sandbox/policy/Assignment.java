// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** A policy assignment, read from its resource. */
public record Assignment(JsonNode resource) {

    String id() {
        return resource.path("id").asText();
    }

    String name() {
        return resource.path("name").asText();
    }

    String displayName() {
        return resource.path("properties").path("displayName").asText(name());
    }

    String definitionId() {
        return resource.path("properties").path("policyDefinitionId").asText();
    }

    JsonNode parameters() {
        return resource.path("properties").path("parameters");
    }

    String scope() {
        String given = resource.path("properties").path("scope").asText();
        int provider = id().toLowerCase(Locale.ROOT).indexOf("/providers/microsoft.authorization/policyassignments/");
        return given.isEmpty() && provider > 0 ? id().substring(0, provider) : given;
    }

    /** Whether a denial is enforced; an assignment in DoNotEnforce only reports. */
    boolean isEnforced() {
        return !resource.path("properties").path("enforcementMode").asText().equalsIgnoreCase("DoNotEnforce");
    }

    boolean covers(String resourceId) {
        return isUnder(resourceId, scope())
                && texts(resource.path("properties").path("notScopes")).stream()
                        .noneMatch(excluded -> isUnder(resourceId, excluded));
    }

    List<String> nonComplianceMessages() {
        return StreamSupport.stream(
                        resource.path("properties")
                                .path("nonComplianceMessages")
                                .spliterator(),
                        false)
                .map(message -> message.path("message").asText())
                .map(message -> message.replace("{enforcementMode}", isEnforced() ? "must" : "should"))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean isUnder(String id, String scope) {
        String lower = id.toLowerCase(Locale.ROOT);
        String above = scope.toLowerCase(Locale.ROOT);
        return lower.equals(above) || lower.startsWith(above + "/");
    }
}
