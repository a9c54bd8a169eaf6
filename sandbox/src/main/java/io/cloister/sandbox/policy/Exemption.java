// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Target;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * A policy exemption, read from its resource. Waived or mitigated, what is exempt is not evaluated.
 *
 * <p>Source: Azure docs, "Azure Policy exemption structure".
 */
record Exemption(JsonNode resource) {

    boolean covers(Applied applied, Target target) {
        JsonNode properties = resource.path("properties");
        return properties
                        .path("policyAssignmentId")
                        .asText()
                        .equalsIgnoreCase(applied.assignment().id())
                && Scopes.isUnder(target.id(), scope())
                && hasNotExpired(properties.path("expiresOn").asText(), target)
                && includes(properties.path("policyDefinitionReferenceIds"), applied.referenceId())
                && Scopes.selects(properties.path("resourceSelectors"), target);
    }

    private String scope() {
        String id = resource.path("id").asText();
        int provider = id.toLowerCase(Locale.ROOT).indexOf("/providers/microsoft.authorization/policyexemptions/");
        return provider < 0 ? id : id.substring(0, provider);
    }

    private static boolean hasNotExpired(String expiry, Target target) {
        try {
            return expiry.isEmpty() || OffsetDateTime.parse(expiry).toInstant().isAfter(target.now());
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean includes(JsonNode references, String reference) {
        return references.isEmpty()
                || StreamSupport.stream(references.spliterator(), false)
                        .anyMatch(one -> one.asText().equalsIgnoreCase(reference));
    }
}
