// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import java.util.Map;

/** What the resource manager itself reads of a body, whatever the type: these fields have the form that they must have. */
public final class Envelope {

    private static final Map<String, JsonNodeType> FORMS = Map.of(
            "properties", JsonNodeType.OBJECT,
            "tags", JsonNodeType.OBJECT,
            "sku", JsonNodeType.OBJECT,
            "plan", JsonNodeType.OBJECT,
            "identity", JsonNodeType.OBJECT,
            "zones", JsonNodeType.ARRAY,
            "location", JsonNodeType.STRING);

    private Envelope() {}

    public static ObjectNode require(ObjectNode sent) {
        FORMS.forEach((name, form) -> {
            if (sent.has(name) && sent.path(name).getNodeType() != form) {
                throw unreadable(sent.path(name), name);
            }
        });
        for (Map.Entry<String, JsonNode> tag : sent.path("tags").properties()) {
            if (tag.getValue().isContainerNode()) {
                throw unreadable(tag.getValue(), "tags." + tag.getKey());
            }
        }
        return sent;
    }

    private static ArmError unreadable(JsonNode value, String path) {
        return ArmError.badRequest(
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: 'Error converting value " + value
                        + ". Path '" + path + "'.'.");
    }
}
