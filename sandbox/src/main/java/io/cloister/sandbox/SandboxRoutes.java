// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.arm.Arm;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.net.FlowLog;
import io.cloister.sandbox.net.PrivateNetwork;
import io.cloister.sandbox.overview.Overview;
import io.cloister.sandbox.overview.OverviewPage;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.state.Snapshots;
import io.cloister.sandbox.state.Snapshots.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Those of the routes below {@code /sandbox} that look at more than Azure; whatever is none of them is asked of Azure. */
final class SandboxRoutes {

    private static final Set<String> PAGE = Set.of("/", "/sandbox", "/sandbox/");
    private static final String SNAPSHOT = "/sandbox/snapshots/";

    private final Arm arm;
    private final Function<ArmRequest, ArmResponse> azure;
    private final Overview overview;
    private final OverviewPage page = new OverviewPage();
    private final PrivateNetwork network;
    private final SandboxClock clock;
    private final SandboxState state;
    private final ObjectNode beginning;
    private final Optional<ControlToken> token;
    private final Snapshots snapshots = new Snapshots();

    /**
     * @param azure where Azure answers, watched for denials
     * @param token what has to be shown; empty where everybody may ask
     */
    SandboxRoutes(
            Arm arm,
            Function<ArmRequest, ArmResponse> azure,
            Overview overview,
            PrivateNetwork network,
            SandboxClock clock,
            SandboxState state,
            ObjectNode beginning,
            Optional<ControlToken> token) {
        this.arm = arm;
        this.azure = azure;
        this.overview = overview;
        this.network = network;
        this.clock = clock;
        this.state = state;
        this.beginning = beginning;
        this.token = token;
    }

    ArmResponse handle(ArmRequest request) {
        String path = request.path();
        if (!request.isControl()) {
            return isPage(request, path) ? page.response() : azure.apply(request);
        }
        if (token.filter(one -> !one.isIn(request)).isPresent()) {
            return ControlToken.refusal();
        }
        try {
            return switch (request.method() + " " + path) {
                case "GET /sandbox/overview" -> json(200, overview.json());
                case "GET /sandbox/flows" -> list(network.flowLog().entries(), SandboxRoutes::json);
                case "GET /sandbox/snapshot" -> json(200, state.save());
                case "GET /sandbox/snapshots" -> list(snapshots.all(), SandboxRoutes::json);
                case "POST /sandbox/snapshots" -> json(201, json(snapshots.add(clock.now(), state.save())));
                case "POST /sandbox/reset" -> reset();
                default -> path.startsWith(SNAPSHOT) ? snapshot(request, path) : azure.apply(request);
            };
        } catch (ArmError e) {
            return json(e.status(), e.body());
        }
    }

    /** It holds nothing itself: it asks for what it shows. */
    private static boolean isPage(ArmRequest request, String path) {
        return request.method().equals("GET") && PAGE.contains(path);
    }

    private ArmResponse reset() {
        arm.faults().clear();
        state.restore(beginning);
        return noContent();
    }

    private ArmResponse snapshot(ArmRequest request, String path) {
        String id = path.substring(SNAPSHOT.length());
        return switch (request.method()) {
            case "GET" -> json(200, snapshots.require(id).state());
            case "PUT" -> {
                state.restore(snapshots.require(id).state());
                yield noContent();
            }
            case "DELETE" -> {
                snapshots.remove(id);
                yield noContent();
            }
            default ->
                throw new ArmError(
                        405, "MethodNotAllowed", "A snapshot knows GET, PUT (which puts it back) and DELETE.");
        };
    }

    private static JsonNode json(Snapshot snapshot) {
        return object().put("id", snapshot.id())
                .put("takenAt", snapshot.takenAt().toString());
    }

    private static JsonNode json(FlowLog.Entry entry) {
        return object().put("at", entry.at().toString())
                .put("flow", entry.flow())
                .put("reason", entry.reason())
                .put("times", entry.times());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static <T> ArmResponse list(List<T> elements, Function<T, JsonNode> json) {
        return json(
                200,
                JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(elements.stream().map(json).toList()));
    }

    private static ArmResponse noContent() {
        return new ArmResponse(204, Map.of(), new byte[0]);
    }

    private static ArmResponse json(int status, JsonNode body) {
        return new ArmResponse(
                status,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
