// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A property that is null counts as absent, but not in what is the client's own: the values of templates and parameters, an
 * extension's settings, or an identity that is taken away by a null.
 */
public final class Nulls {

    /** Free in their names alone: a tag has a text as its value, and a rule's words are those of its language. */
    private static final List<String> READ = List.of("tags", "policyRule");

    private Nulls() {}

    /** In place. A null that is a member of an array stays. */
    public static void remove(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> nulls = object.properties().stream()
                    .filter(property -> property.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .toList();
            object.remove(nulls);
            object.properties().stream()
                    .filter(property -> READ.contains(property.getKey()) || !Spelling.isFree(property.getKey()))
                    .forEach(property -> remove(property.getValue()));
        } else {
            node.forEach(Nulls::remove);
        }
    }
}
