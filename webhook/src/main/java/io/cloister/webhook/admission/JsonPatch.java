// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The changes as JSON Patch (RFC 6902): only annotations, never a field that we did not mean to touch. */
public final class JsonPatch {

    private JsonPatch() {}

    public static ArrayNode of(List<Change> changes, JsonNode service) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        if (!service.path("metadata").path("annotations").isObject()) {
            ObjectNode map = JsonNodeFactory.instance.objectNode();
            for (Change change : changes) {
                if (change instanceof Change.Added added) {
                    map.put(added.key(), added.value());
                }
            }
            if (!map.isEmpty()) {
                patch.addObject()
                        .put("op", "add")
                        .put("path", "/metadata/annotations")
                        .set("value", map);
            }
            return patch;
        }
        for (Change change : changes) {
            if (change instanceof Change.Added added) {
                operation(patch, "add", added.key(), added.value());
            } else if (change instanceof Change.Overwritten overwritten) {
                operation(patch, "replace", overwritten.key(), overwritten.value());
            }
        }
        return patch;
    }

    private static void operation(ArrayNode patch, String op, String key, String value) {
        // RFC 6901: ~ first, or the ~ of an escaped / would be escaped again.
        String escaped = key.replace("~", "~0").replace("/", "~1");
        patch.addObject()
                .put("op", op)
                .put("path", "/metadata/annotations/" + escaped)
                .put("value", value);
    }
}
