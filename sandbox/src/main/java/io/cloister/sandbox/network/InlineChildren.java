// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.ResourceType;
import io.cloister.sandbox.resource.Timing;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.stream.StreamSupport;

/** Parts that are written inside their parent, such as a load balancer's probes: Azure gives each an id and a state. */
final class InlineChildren {

    private InlineChildren() {}

    static List<ObjectNode> complete(Write write, String collection) {
        List<ObjectNode> children = of(write.body(), collection);
        for (ObjectNode child : children) {
            ResourceId id = write.id().child(collection, child.path("name").asText());
            child.put("id", id.toString()).put("type", id.type());
            child.set("etag", write.body().path("etag"));
            child.withObject("/properties").put("provisioningState", "Succeeded");
        }
        return children;
    }

    static List<ObjectNode> of(JsonNode parent, String collection) {
        return StreamSupport.stream(parent.path("properties").path(collection).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** Such a part written through a path of its own. */
    record Type(String type, Timing timing) implements ResourceType {
        @Override
        public boolean isInline() {
            return true;
        }

        @Override
        public void write(Write write) {
            write.requireReferences();
        }
    }
}
