// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/**
 * The built-in policy definitions that decide about networks, machines, places and tags; ids and rules as published in
 * github.com/Azure/azure-policy, which is under the MIT licence.
 */
public final class BuiltInPolicies {

    private static final String FILE = "built-in-policies.json";

    private BuiltInPolicies() {}

    /** @param each takes an id and a definition */
    public static void forEach(BiConsumer<String, ObjectNode> each) {
        try (InputStream file = BuiltInPolicies.class.getResourceAsStream(FILE)) {
            for (JsonNode definition : new ObjectMapper().readTree(file)) {
                String id = "/providers/Microsoft.Authorization/policyDefinitions/"
                        + definition.path("name").asText();
                each.accept(id, (ObjectNode) definition);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in policies from " + FILE, e);
        }
    }
}
