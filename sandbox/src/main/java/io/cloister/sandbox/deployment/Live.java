// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.NotYetException;
import io.cloister.sandbox.deployment.plan.Surroundings;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The Azure that a template's functions see: nothing of what its deployment has yet to make. */
final class Live implements Surroundings {

    private static final String API_VERSION = "2025-03-01";

    private final Azure azure;
    private final Call call;
    private Predicate<ResourceId> known = id -> false;

    /** @param call of the client that deploys, whose rights hold for what it reads too */
    Live(Azure azure, Call call) {
        this.azure = azure;
        this.call = call;
    }

    /** From now on these resources can be asked for; before, none. */
    void reveal(Predicate<ResourceId> resources) {
        known = resources;
    }

    /** A call as the deploying client would make it. */
    Call on(String method, String path, String apiVersion, byte[] body) {
        return new Call(
                method,
                path,
                Map.of("api-version", apiVersion.isEmpty() ? API_VERSION : apiVersion),
                Map.of(),
                body,
                call.base(),
                call.caller(),
                Optional.empty());
    }

    @Override
    public ObjectNode resource(ResourceId id) {
        if (!known.test(id)) {
            throw new NotYetException(id.toString());
        }
        return (ObjectNode)
                azure.calls().apply(on("GET", id.toString(), "", new byte[0])).body();
    }

    @Override
    public ObjectNode container(String id) {
        return azure.store().get(id).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    @Override
    public Optional<ObjectNode> providerType(String namespace, String type) {
        return azure.providers().type(namespace, type);
    }

    @Override
    public JsonNode environment() {
        return azure.environment().apply(call.base());
    }

    @Override
    public Instant now() {
        return azure.clock().now();
    }
}
