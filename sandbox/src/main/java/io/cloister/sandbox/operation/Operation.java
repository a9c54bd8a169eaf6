// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.OperationFailure;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One long-running operation. */
public final class Operation {

    enum Status {
        IN_PROGRESS("InProgress"),
        SUCCEEDED("Succeeded"),
        FAILED("Failed"),
        CANCELED("Canceled");

        private final String word;

        Status(String word) {
            this.word = word;
        }
    }

    private static final Duration SHORTEST_POLL = Duration.ofMillis(20);
    private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

    private final String id;
    private final String signature;
    private final ResourceId target;
    private final String location;
    private final String kind;
    private final List<String> subjects;
    private final Instant startedAt;
    private final Instant expectedEnd;
    private Status status = Status.IN_PROGRESS;
    private Instant endedAt;
    private OperationFailure failure;
    private ObjectNode output;

    Operation(
            String id,
            String signature,
            ResourceId target,
            String location,
            String kind,
            List<String> subjects,
            Instant startedAt,
            Instant expectedEnd) {
        this.id = id;
        this.signature = signature;
        this.target = target;
        this.location = location;
        this.kind = kind;
        this.subjects = List.copyOf(subjects);
        this.startedAt = startedAt;
        this.expectedEnd = expectedEnd;
    }

    String id() {
        return id;
    }

    String signature() {
        return signature;
    }

    String location() {
        return location;
    }

    /** What it does to its target: "create", "update", "delete", or an action such as "start". */
    public String kind() {
        return kind;
    }

    /** The ids of what it is done to beside its target, such as some instances of a scale set. */
    public List<String> subjects() {
        return subjects;
    }

    /** As the network provider names it: {@code PutSubnetOperation}. */
    String words() {
        String type = target.lastType().replaceFirst("ies$", "y").replaceFirst("(?<=[^s])s$", "");
        String verb = kind.equals("delete") ? "Delete" : "Put";
        return verb + Character.toUpperCase(type.charAt(0)) + type.substring(1) + "Operation (" + id + ")";
    }

    public ResourceId target() {
        return target;
    }

    public Instant startedAt() {
        return startedAt;
    }

    Status status() {
        return status;
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    /** How much of it is still to come, from 1 to 0. */
    public double left(Instant now) {
        double whole = Duration.between(startedAt, expectedEnd).toMillis();
        double left = Duration.between(now, expectedEnd).toMillis();
        return whole <= 0 || !isRunning() ? 0 : Math.min(1, Math.max(0, left / whole));
    }

    boolean isRunning() {
        return status == Status.IN_PROGRESS;
    }

    Optional<OperationFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** What it answers with at its end, beside its status. */
    Optional<ObjectNode> output() {
        return Optional.ofNullable(output);
    }

    void answerWith(ObjectNode answer) {
        output = answer;
    }

    boolean isSignedBy(String given) {
        return signature.equals(given);
    }

    void end(Status outcome, OperationFailure cause, Instant at) {
        status = outcome;
        failure = cause;
        endedAt = at;
    }

    /** Headers of the answer that starts it; a deletion has a Location too, a resource group's nothing else. */
    public Map<String, String> headers(Call call, Instant now, boolean deletion) {
        Map<String, String> headers = new HashMap<>(retryAfter(now));
        if (!target.isGroup()) {
            headers.put("Azure-AsyncOperation", statusUrl(call));
        }
        if (deletion) {
            headers.put("Location", url(call, "operationResults"));
        }
        return headers;
    }

    /** A tenth of what is left, so that a client that obeys is never much later than the operation. */
    Map<String, String> retryAfter(Instant now) {
        Duration tenth = Duration.between(now, expectedEnd).dividedBy(10);
        Duration wait = tenth.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : tenth;
        wait = wait.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : wait;
        return Map.of(
                "Retry-After",
                Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000)),
                "x-ms-retry-after-ms",
                Long.toString(wait.toMillis()));
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", id).put("status", status.word).put("startTime", startedAt.toString());
        if (endedAt != null) {
            json.put("endTime", endedAt.toString());
        }
        output().ifPresent(answer -> json.putObject("properties").set("output", answer));
        failure()
                .ifPresent(cause -> json.putObject("error")
                        .put("code", cause.code())
                        .put("message", cause.message())
                        .putArray("details"));
        return json;
    }

    String statusUrl(Call call) {
        return url(call, "operations");
    }

    private String url(Call call, String collection) {
        String provider = target.isGroup() ? "Microsoft.Resources" : target.namespace();
        return call.base() + "/subscriptions/" + target.subscription() + "/providers/" + provider + "/locations/"
                + location + "/" + collection + "/" + id + "?api-version=" + call.apiVersion() + "&t="
                + startedAt.toEpochMilli() + "&c=sandbox&s=" + signature.substring(0, 8) + "&h=" + signature;
    }
}
