// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.resource.ArmError;
import java.util.Optional;

/** {@code /sandbox/faults}: the rules that are set, and the setting and removing of them. */
public final class FaultRoutes {

    private static final String PATH = "/sandbox/faults";
    private static final int MOST = 1_000;

    private final Faults faults;

    public FaultRoutes(Faults faults) {
        this.faults = faults;
    }

    public Optional<Reply> answer(ArmRequest request, String path) {
        if (path.equals(PATH)) {
            return Optional.of(collection(request));
        }
        return path.startsWith(PATH + "/")
                ? Optional.of(single(request, path.substring(PATH.length() + 1)))
                : Optional.empty();
    }

    private Reply collection(ArmRequest request) {
        return switch (request.method()) {
            case "GET" ->
                Reply.list(faults.list().stream().map(FaultRoutes::json).toList());
            case "POST" -> {
                FaultRule rule = FaultRuleReader.read(request.body());
                if (faults.list().size() >= MOST) {
                    throw ArmError.conflict("TooManyFaults", "No more than " + MOST + " faults can be set at once.");
                }
                faults.add(rule);
                yield Reply.of(201, json(new Faults.Listed(rule, 0)));
            }
            case "DELETE" -> {
                faults.clear();
                yield Reply.empty(204);
            }
            default -> throw notAllowed(request);
        };
    }

    private Reply single(ArmRequest request, String id) {
        ArmError missing = new ArmError(404, "NotFound", "There is no fault '" + id + "'.");
        return switch (request.method()) {
            case "GET" ->
                faults.list().stream()
                        .filter(listed -> listed.rule().id().equals(id))
                        .findFirst()
                        .map(listed -> Reply.ok(json(listed)))
                        .orElseThrow(() -> missing);
            case "DELETE" -> {
                if (!faults.remove(id)) {
                    throw missing;
                }
                yield Reply.empty(204);
            }
            default -> throw notAllowed(request);
        };
    }

    private static ArmError notAllowed(ArmRequest request) {
        return new ArmError(405, "MethodNotAllowed", "The method '" + request.method() + "' is not allowed on faults.");
    }

    /** As it was sent, with what was left to us, and with its hits. */
    private static JsonNode json(Faults.Listed listed) {
        FaultRule rule = listed.rule();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", rule.id())
                .put("api", rule.api().word())
                .put("method", rule.method())
                .put("path", rule.path().pattern());
        rule.resourceType().ifPresent(type -> json.put("resourceType", type));
        json.put("kind", rule.kind().name());
        if (rule.kind().takesText()) {
            json.put("status", rule.refusal().status())
                    .put("code", rule.refusal().code())
                    .put("message", rule.refusal().message());
        }
        switch (rule.kind().answer()) {
            case ERROR -> json.put("retryAfter", rule.retryAfter().toSeconds());
            case LATE, SILENCE -> json.put("seconds", rule.delay().toSeconds());
            default -> {
                // nothing is waited for
            }
        }
        json.put("from", rule.occurrence().from())
                .put("every", rule.occurrence().every());
        rule.occurrence().times().ifPresent(times -> json.put("times", times));
        return json.put("hits", listed.hits());
    }
}
