// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/** @param body missing for an answer without one */
public record Reply(int status, Map<String, String> headers, JsonNode body) {

    public static Reply ok(JsonNode body) {
        return of(200, body);
    }

    public static Reply of(int status, JsonNode body) {
        return new Reply(status, Map.of(), body);
    }

    public static Reply empty(int status) {
        return of(status, MissingNode.getInstance());
    }

    /** A list in one page. */
    public static Reply list(Collection<? extends JsonNode> elements) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode value = body.putArray("value");
        elements.forEach(value::add);
        return ok(body);
    }

    public Reply withHeaders(Map<String, String> added) {
        return new Reply(status, added, body);
    }
}
