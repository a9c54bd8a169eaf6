// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;
import java.time.temporal.ChronoUnit;

/** Events about Services; one that repeats is counted, not written again. */
public final class Events {

    private final ObjectStore store;
    private final SandboxClock clock;

    public Events(ObjectStore store, SandboxClock clock) {
        this.store = store;
        this.clock = clock;
    }

    public void record(ResourcePath about, JsonNode object, String type, String reason, String message) {
        String now = clock.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String name = about.name() + "." + Integer.toHexString((reason + message).hashCode());
        ResourcePath path = ResourcePath.of("", "events", about.namespace(), name);
        if (store.get(path).isPresent()) {
            store.change(
                    path,
                    event -> event.put("count", event.path("count").asInt() + 1).put("lastTimestamp", now));
            return;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("kind", "Event");
        event.putObject("involvedObject")
                .put("kind", "Service")
                .put("namespace", about.namespace())
                .put("name", about.name())
                .put("uid", object.at("/metadata/uid").asText());
        event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
        event.put("firstTimestamp", now).put("lastTimestamp", now);
        event.putObject("source").put("component", "service-controller");
        store.create(path, event);
    }
}
