// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** {@code East US 2} is considered equal to {@code eastus2}. Source: Azure docs, "policy rule", Fields. */
public final class Locations {

    private Locations() {}

    public static JsonNode plain(JsonNode location) {
        if (location instanceof ArrayNode array) {
            ArrayNode plain = array.arrayNode();
            array.forEach(one -> plain.add(plain(one)));
            return plain;
        }
        return location.isTextual()
                ? new TextNode(location.textValue().toLowerCase(Locale.ROOT).replace(" ", ""))
                : location;
    }
}
