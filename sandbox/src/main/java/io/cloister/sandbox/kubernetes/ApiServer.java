// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.ArmRequest;
import io.cloister.sandbox.protocol.ArmResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One cluster's API server, as one function: who asks, what for, and the answer. */
public final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final String version;
    private final String adminToken;
    private final Resources resources;

    public ApiServer(ObjectStore store, String version, String adminToken, ServiceEndpoints endpoints) {
        this.version = version.startsWith("v") ? version : "v" + version;
        this.adminToken = adminToken;
        this.resources = new Resources(store, new Admission(store, new WebhookCall(endpoints)));
        for (String name : new String[] {"default", "kube-system", "kube-public"}) {
            resources.createNamespace(name);
        }
    }

    /** Never throws; what is refused comes back as a Status. */
    public ArmResponse handle(ArmRequest request) {
        try {
            return answer(request);
        } catch (ApiError e) {
            return json(e.code(), e.status());
        } catch (UnsupportedOperationException
                | ClassCastException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            // a value that is of another type than its field
            LOG.debug(
                    "the body of {} {} cannot be read",
                    request.method(),
                    request.uri().getPath(),
                    e);
            ApiError misread =
                    ApiError.badRequest("the object provided is unrecognized: a field has a value of another type");
            return json(misread.code(), misread.status());
        }
    }

    private ArmResponse answer(ArmRequest request) {
        String path = request.uri().getPath();
        switch (path) {
            case "/readyz", "/livez", "/healthz" -> {
                return new ArmResponse(
                        200, Map.of("Content-Type", "text/plain"), "ok".getBytes(StandardCharsets.UTF_8));
            }
            case "/version" -> {
                return json(200, versionInfo());
            }
            default -> authenticate(request, path);
        }
        Optional<ObjectNode> discovery = Kinds.discovery(path);
        if (discovery.isPresent()) {
            return json(200, discovery.get());
        }
        ResourcePath resource = ResourcePath.parse(path)
                .orElseThrow(() -> new ApiError(404, "NotFound", "the server could not find the requested resource"));
        Query query = Query.parse(request.uri().getRawQuery());
        if (query.flag("watch")) {
            return new ArmResponse(200, Map.of("Content-Type", "application/json"), new byte[0]);
        }
        int success = request.method().equals("POST") ? 201 : 200;
        return json(success, resources.handle(resource, query, request));
    }

    private void authenticate(ArmRequest request, String path) {
        String header = request.headers().getOrDefault("authorization", "");
        if (header.isEmpty()) {
            throw ApiError.anonymous(path);
        }
        if (!header.equals("Bearer " + adminToken)) {
            throw ApiError.unauthorized();
        }
    }

    private ObjectNode versionInfo() {
        String[] parts = version.substring(1).split("\\.");
        return JsonNodeFactory.instance
                .objectNode()
                .put("major", parts[0])
                .put("minor", parts.length > 1 ? parts[1] : "0")
                .put("gitVersion", version)
                .put("platform", "linux/amd64");
    }

    private static ArmResponse json(int status, ObjectNode body) {
        return new ArmResponse(
                status,
                Map.of("Content-Type", "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
