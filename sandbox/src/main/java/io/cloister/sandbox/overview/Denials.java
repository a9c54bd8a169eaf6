// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.overview;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.policy.Denial;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The latest writes that a policy has refused. */
public final class Denials {

    private static final int KEPT = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param assignments display names of the policy assignments that refused it */
    public record Entry(Instant at, String method, String path, List<String> assignments) {}

    private final SandboxClock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    public Denials(SandboxClock clock) {
        this.clock = clock;
    }

    /** The same server, with an eye on its refusals. */
    public Function<ArmRequest, ArmResponse> watching(Function<ArmRequest, ArmResponse> server) {
        return request -> {
            ArmResponse response = server.apply(request);
            if (response.status() == 403) {
                note(request, response.body());
            }
            return response;
        };
    }

    /** The newest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void note(ArmRequest request, byte[] body) {
        JsonNode error = error(body);
        if (!error.path("code").asText().equals(Denial.CODE)) {
            return;
        }
        List<String> assignments = error.path("additionalInfo").findValuesAsText("policyAssignmentDisplayName");
        add(new Entry(clock.now(), request.method(), request.uri().getPath(), List.copyOf(assignments)));
    }

    private synchronized void add(Entry entry) {
        entries.addFirst(entry);
        if (entries.size() > KEPT) {
            entries.removeLast();
        }
    }

    private static JsonNode error(byte[] body) {
        try {
            return JSON.readTree(body).path("error");
        } catch (JacksonException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }
}
