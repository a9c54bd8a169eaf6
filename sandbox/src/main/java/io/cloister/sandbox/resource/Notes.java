// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the sandbox notes down on a resource for itself: kept with it, and never shown to a client. */
public final class Notes {

    private static final String FIELD = "sandboxNotes";

    private Notes() {}

    /** To write to. */
    public static ObjectNode of(ObjectNode resource) {
        return resource.withObject("/" + FIELD);
    }

    /** Missing where there is none. */
    public static JsonNode read(JsonNode resource, String name) {
        JsonNode notes = resource.path(FIELD);
        return notes.isObject() ? notes.path(name) : MissingNode.getInstance();
    }

    /** All of them; empty where there are none. */
    public static ObjectNode all(ObjectNode resource) {
        return resource.path(FIELD) instanceof ObjectNode notes ? notes : JsonNodeFactory.instance.objectNode();
    }

    public static void hide(ObjectNode shown) {
        shown.remove(FIELD);
    }
}
