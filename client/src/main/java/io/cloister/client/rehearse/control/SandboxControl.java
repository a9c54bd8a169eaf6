// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.rehearse.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.client.CommandFailure;
import io.cloister.client.summary.OperationEntry;
import io.cloister.temporal.Payloads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The sandbox's control endpoint: faults to set, logs to read. */
public final class SandboxControl {

    /** A request that reached the sandbox's ARM. */
    public record RequestEntry(String method, String path, int status) {

        public boolean isWrite() {
            return List.of("PUT", "POST", "PATCH", "DELETE").contains(method);
        }
    }

    private static final ObjectMapper MAPPER = Payloads.mapper();

    private final URI base;
    private final HttpClient http;

    public SandboxControl(URI base, SSLContext trust) {
        this.base = base;
        this.http = HttpClient.newBuilder().sslContext(trust).build();
    }

    void set(Fault fault) {
        try {
            String body = MAPPER.writeValueAsString(fault);
            send(to("faults").POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public List<OperationEntry> operations() {
        return list("operations", OperationEntry.class);
    }

    public List<RequestEntry> requests() {
        return list("requests", RequestEntry.class);
    }

    public JsonNode resources() {
        return json(send(to("resources").GET()));
    }

    private <T> List<T> list(String what, Class<T> type) {
        List<T> entries = new ArrayList<>();
        JsonNode answer = json(send(to(what).GET()));
        try {
            for (JsonNode entry : answer.isArray() ? answer : answer.path("value")) {
                entries.add(MAPPER.treeToValue(entry, type));
            }
        } catch (JsonProcessingException foreign) {
            throw unusable(what, foreign);
        }
        return entries;
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException foreign) {
            throw unusable("its control endpoint", foreign);
        }
    }

    private HttpRequest.Builder to(String what) {
        return HttpRequest.newBuilder(base.resolve("/sandbox/" + what));
    }

    private String send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.failed("the sandbox answered " + answer.statusCode() + " to " + built.method()
                        + " " + built.uri().getPath());
            }
            return answer.body();
        } catch (IOException gone) {
            throw CommandFailure.failed("the sandbox does not answer at " + base + ": " + gone.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private static CommandFailure unusable(String what, JsonProcessingException foreign) {
        return CommandFailure.failed(
                "the sandbox's answer about " + what + " cannot be read: " + foreign.getOriginalMessage());
    }
}
