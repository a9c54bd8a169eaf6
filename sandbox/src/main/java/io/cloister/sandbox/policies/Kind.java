// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an exported object is; in the order in which they depend on one another. */
enum Kind {
    DEFINITION("policyDefinitions", "policy definition", "policyRule"),
    SET("policySetDefinitions", "policy set definition", "policyDefinitions"),
    ASSIGNMENT("policyAssignments", "policy assignment", "policyDefinitionId"),
    EXEMPTION("policyExemptions", "policy exemption", "policyAssignmentId");

    private final String collection;
    private final String words;
    private final String mark;

    Kind(String collection, String words, String mark) {
        this.collection = collection;
        this.words = words;
        this.mark = mark;
    }

    String words() {
        return words;
    }

    String id(String scope, String name) {
        return scope + "/providers/Microsoft.Authorization/" + collection + "/" + name;
    }

    /** By its type or id, or by the property that only this kind has. */
    static Optional<Kind> of(JsonNode object) {
        String said = (object.path("type").asText() + " " + object.path("id").asText()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> said.contains(("Microsoft.Authorization/" + kind.collection).toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(kind -> object.has(kind.mark)
                                || object.path("properties").has(kind.mark))
                        .findFirst());
    }
}
