// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.policy.field.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A policy assignment, read from its resource. */
public record Assignment(JsonNode resource) {

    private static final String REFERENCE = "policyDefinitionReferenceId";

    public String id() {
        return resource.path("id").asText();
    }

    public String name() {
        return resource.path("name").asText();
    }

    /** Terraform sends an empty one where none is wanted. */
    String displayName() {
        String given = properties().path("displayName").asText();
        return given.isEmpty() ? name() : given;
    }

    String definitionId() {
        return properties().path("policyDefinitionId").asText();
    }

    public JsonNode parameters() {
        return properties().path("parameters");
    }

    public String scope() {
        String given = properties().path("scope").asText();
        int provider = id().toLowerCase(Locale.ROOT).indexOf("/providers/microsoft.authorization/policyassignments/");
        return given.isEmpty() && provider > 0 ? id().substring(0, provider) : given;
    }

    /** Whether a denial is enforced; an assignment in DoNotEnforce only reports. */
    boolean isEnforced() {
        return !properties().path("enforcementMode").asText().equalsIgnoreCase("DoNotEnforce");
    }

    boolean covers(Target target) {
        return Scopes.isUnder(target.id(), scope())
                && stream(properties().path("notScopes"))
                        .noneMatch(excluded -> Scopes.isUnder(target.id(), excluded.asText()))
                && Scopes.selects(properties().path("resourceSelectors"), target);
    }

    /**
     * The effect that takes the place of the definition's own.
     *
     * <p>Source: Azure docs, "assignment structure", Overrides.
     *
     * @param reference of the definition in a set; empty where none is assigned
     */
    Optional<String> overriddenEffect(String reference, Target target) {
        return stream(properties().path("overrides"))
                .filter(override -> override.path("kind").asText().equalsIgnoreCase("policyEffect"))
                .filter(override -> stream(override.path("selectors"))
                        .allMatch(selector -> selector.path("kind").asText().equalsIgnoreCase(REFERENCE)
                                ? Scopes.fits(selector, reference)
                                : Scopes.fitsTarget(selector, target)))
                .map(override -> override.path("value").asText())
                .findFirst();
    }

    /** Those for a definition of the set; those for all where it has none. */
    List<String> nonComplianceMessages(String reference) {
        List<JsonNode> own = stream(properties().path("nonComplianceMessages"))
                .filter(message -> message.has(REFERENCE)
                        && message.path(REFERENCE).asText().equalsIgnoreCase(reference))
                .toList();
        Stream<JsonNode> messages = own.isEmpty()
                ? stream(properties().path("nonComplianceMessages")).filter(message -> !message.has(REFERENCE))
                : own.stream();
        return messages.map(message -> message.path("message").asText())
                .map(message -> message.replace("{enforcementMode}", isEnforced() ? "must" : "should"))
                .toList();
    }

    private JsonNode properties() {
        return resource.path("properties");
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
