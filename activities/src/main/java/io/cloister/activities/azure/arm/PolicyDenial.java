// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which policy assignment forbade something, from the {@code additionalInfo} of an error. */
public record PolicyDenial(String assignmentId, String assignmentName, String definitionName) {

    /** Azure's own contract spells it with three s in its example. */
    private static final String ASSIGNMENT = "policyass+ignment";

    static Optional<PolicyDenial> of(JsonNode error) {
        for (JsonNode info : error.path("additionalInfo")) {
            if (info.path("type").asText().equalsIgnoreCase("PolicyViolation")) {
                return Optional.of(read(info.path("info")));
            }
        }
        for (JsonNode detail : error.path("details")) {
            Optional<PolicyDenial> inner = of(detail);
            if (inner.isPresent()) {
                return inner;
            }
        }
        return Optional.empty();
    }

    private static PolicyDenial read(JsonNode info) {
        String name = text(info, ASSIGNMENT + "name");
        String display = text(info, ASSIGNMENT + "displayName");
        String definition = text(info, "policyDefinitionDisplayName");
        return new PolicyDenial(
                text(info, ASSIGNMENT + "id"),
                display.isEmpty() ? name : display,
                definition.isEmpty() ? text(info, "policyDefinitionName") : definition);
    }

    private static String text(JsonNode info, String key) {
        Pattern pattern = Pattern.compile(key, Pattern.CASE_INSENSITIVE);
        for (Map.Entry<String, JsonNode> field : info.properties()) {
            if (pattern.matcher(field.getKey()).matches()) {
                return field.getValue().asText("");
            }
        }
        return "";
    }
}
