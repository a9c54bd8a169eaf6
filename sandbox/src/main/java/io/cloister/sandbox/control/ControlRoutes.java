// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.OperationLog;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.Store;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** {@code /sandbox/…}: what a rehearsal or a test asks. Whether a token is needed is decided before it is asked. */
public final class ControlRoutes {

    private final OperationLog operations;
    private final RequestLog requests;
    private final Store store;

    public ControlRoutes(OperationLog operations, RequestLog requests, Store store) {
        this.operations = operations;
        this.requests = requests;
        this.store = store;
    }

    public Optional<Reply> answer(ArmRequest request, String path) {
        return switch (request.method() + " " + path) {
            case "GET /sandbox/operations" -> Optional.of(list(operations.entries(), ControlRoutes::json));
            case "GET /sandbox/requests" -> Optional.of(list(requests.entries(), ControlRoutes::json));
            case "GET /sandbox/resources" -> Optional.of(list(store.all().toList(), ControlRoutes::idAndType));
            default -> Optional.empty();
        };
    }

    private static <T> Reply list(Collection<T> elements, Function<T, JsonNode> json) {
        return Reply.list(elements.stream().map(json).toList());
    }

    private static JsonNode json(OperationLog.Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("target", entry.target())
                .put("kind", entry.kind())
                .put("startedAt", entry.startedAt().toString())
                .put("endedAt", entry.endedAt().toString())
                .put("succeeded", entry.succeeded());
        entry.waitedFor().forEach(json.putArray("waitedFor")::add);
        return json;
    }

    private static JsonNode json(RequestLog.Entry entry) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("seq", entry.seq())
                .put("at", entry.at().toString())
                .put("method", entry.method())
                .put("path", entry.path())
                .put("status", entry.status())
                .put("caller", entry.caller())
                .put("body", entry.body());
    }

    private static JsonNode idAndType(ObjectNode resource) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", resource.path("id").asText())
                .put("type", resource.path("type").asText());
    }
}
