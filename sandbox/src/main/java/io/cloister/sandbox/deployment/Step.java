// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One resource of a running deployment: sent, then followed by its operation as a client would follow it. */
final class Step {

    enum State {
        WAITING,
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Planned planned;
    private final Azure azure;
    private final Live live;
    private final DeploymentRecord record;
    private State state = State.WAITING;
    private String operationUrl;
    private ObjectNode line;
    private Instant began;
    private JsonNode error;

    Step(Planned planned, Azure azure, Live live, DeploymentRecord record) {
        this.planned = planned;
        this.azure = azure;
        this.live = live;
        this.record = record;
    }

    Planned planned() {
        return planned;
    }

    State state() {
        return state;
    }

    JsonNode error() {
        return error;
    }

    /** Sends it. Throws {@link io.cloister.sandbox.deployment.plan.NotYetException} where it has to wait for another. */
    void start() {
        ObjectNode body = planned.body();
        if (line == null) {
            began = azure.clock().now();
            line = record.operation("Create", planned.id(), began);
        }
        try {
            Reply reply = azure.calls()
                    .apply(live.on(
                            "PUT",
                            planned.id().toString(),
                            planned.apiVersion(),
                            body.toString().getBytes(StandardCharsets.UTF_8)));
            operationUrl = reply.headers().get("Azure-AsyncOperation");
            state = State.RUNNING;
            if (operationUrl == null) {
                byItself(reply.body());
            }
        } catch (ArmError refused) {
            if (refused.status() != TOO_MANY_REQUESTS && refused.status() != UNAVAILABLE) {
                fail(Preflight.detail(refused, planned.id()));
            }
        }
    }

    /** Looks how far it is. */
    void poll() {
        if (operationUrl == null) {
            byItself(azure.calls()
                    .apply(live.on("GET", planned.id().toString(), planned.apiVersion(), new byte[0]))
                    .body());
            return;
        }
        JsonNode status = azure.calls().apply(get(operationUrl)).body();
        word(status.path("status").asText(), status.path("error"));
    }

    private void byItself(JsonNode resource) {
        word(
                resource.path("properties").path("provisioningState").asText("Succeeded"),
                resource.path("properties").path("error"));
    }

    private void word(String word, JsonNode cause) {
        switch (word) {
            case "Succeeded" -> end(State.SUCCEEDED, "Succeeded");
            case "Failed", "Canceled" -> {
                ObjectNode failure = JsonNodeFactory.instance.objectNode();
                failure.put("code", "ResourceDeploymentFailure")
                        .put("target", planned.id().toString())
                        .put(
                                "message",
                                "The resource write operation failed to complete successfully, because it reached"
                                        + " terminal provisioning state '" + word + "'.");
                if (cause.isObject()) {
                    failure.putArray("details").add(cause);
                }
                fail(failure);
            }
            default -> {}
        }
    }

    void fail(JsonNode cause) {
        error = cause;
        end(State.FAILED, "Failed");
    }

    private void end(State outcome, String word) {
        state = outcome;
        if (line == null) {
            began = azure.clock().now();
            line = record.operation("Create", planned.id(), began);
        }
        record.operation(line, word, began, azure.clock().now(), error);
    }

    private Call get(String url) {
        URI uri = URI.create(url);
        Map<String, String> query = new HashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        Call call = live.on("GET", uri.getPath(), "", new byte[0]);
        return new Call(
                "GET", uri.getPath(), query, call.headers(), call.body(), call.base(), call.caller(), Optional.empty());
    }
}
