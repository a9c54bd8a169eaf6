// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.ResourceView.Change;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** When each resource was made and last changed, as a list of resources shows it when asked to expand it. */
public final class Times {

    private record Span(Instant created, Instant changed) {}

    private final SandboxClock clock;
    private final Map<String, Span> spans = new HashMap<>();

    public Times(SandboxClock clock) {
        this.clock = clock;
    }

    public void note(Change change) {
        String key = ResourceId.key(change.id());
        switch (change.kind()) {
            case WRITTEN -> {
                Instant now = clock.now();
                spans.merge(key, new Span(now, now), (old, latest) -> new Span(old.created, latest.changed));
            }
            case DELETED -> spans.remove(key);
            default -> {}
        }
    }

    void addTo(ObjectNode summary, String expand) {
        Span span = spans.get(ResourceId.key(summary.path("id").asText()));
        if (span != null && expand.contains("createdTime")) {
            summary.put("createdTime", span.created.toString());
        }
        if (span != null && expand.contains("changedTime")) {
            summary.put("changedTime", span.changed.toString());
        }
    }
}
