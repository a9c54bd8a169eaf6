// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Blueprint;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.zip.CRC32;

/** A deployment in the store: what a GET shows of it, and its list of operations. */
final class DeploymentRecord {

    private final Store store;
    private final ResourceId id;
    private final Instant startedAt;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    DeploymentRecord(Store store, Request request, Blueprint blueprint, Instant now) {
        this.store = store;
        this.id = request.id();
        this.startedAt = now;
        json.put("id", id.toString()).put("name", id.name()).put("type", Deployments.TYPE);
        if (!request.location().isEmpty()) {
            json.put("location", request.location());
        }
        if (request.tags().isObject()) {
            json.set("tags", request.tags());
        }
        ObjectNode properties = json.putObject("properties");
        properties.put("templateHash", hash(request.template()));
        properties.set("parameters", blueprint.shownParameters());
        properties
                .put("mode", request.mode())
                .put("provisioningState", "Accepted")
                .put("correlationId", UUID.randomUUID().toString());
        describe(properties, blueprint);
        json.set(Deployments.TEMPLATE, request.template());
        json.putArray(Deployments.OPERATIONS);
        state("Accepted", now);
    }

    /** Ends one that ran when the sandbox was started again: the values of its parameters were not kept. */
    static void interrupt(ObjectNode deployment) {
        ObjectNode properties = deployment.withObject("/properties");
        properties.put("provisioningState", "Failed");
        properties
                .putObject("error")
                .put("code", "DeploymentFailed")
                .put("message", "The deployment was interrupted by a restart of the sandbox. Deploy it again.");
    }

    ObjectNode json() {
        return json;
    }

    /** Whether this is still what the store has: not after the group has gone, or another state was put back. */
    boolean isCurrent() {
        return store.get(id).filter(stored -> stored == json).isPresent();
    }

    /** What is stored is this very object: it is put again, and told of, only when its state is another. */
    void state(String word, Instant now) {
        ObjectNode properties = json.withObject("/properties");
        boolean another = !word.equals(properties.path("provisioningState").asText()) || !isCurrent();
        properties
                .put("provisioningState", word)
                .put("timestamp", now.toString())
                .put("duration", Duration.between(startedAt, now).toString());
        if (another) {
            store.put(id, json);
        }
    }

    void outputs(ObjectNode outputs) {
        json.withObject("/properties").set("outputs", outputs);
    }

    void failure(JsonNode error) {
        json.withObject("/properties").set("error", error);
    }

    void deployed(List<ResourceId> resources) {
        resources.forEach(resource -> json.withObject("/properties")
                .withArray("/outputResources")
                .addObject()
                .put("id", resource.toString()));
    }

    /** A new line in the list of operations; {@link #operation(ObjectNode, String, Instant, Instant, JsonNode)} ends it. */
    ObjectNode operation(String kind, ResourceId target, Instant now) {
        String name =
                UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        ObjectNode operation = json.withArray("/" + Deployments.OPERATIONS).addObject();
        operation.put("id", id + "/operations/" + name).put("operationId", name);
        ObjectNode properties = operation.putObject("properties");
        properties
                .put("provisioningOperation", kind)
                .put("provisioningState", "Running")
                .put("timestamp", now.toString())
                .put("duration", "PT0S")
                .put("trackingId", UUID.randomUUID().toString());
        if (target != null) {
            properties.set("targetResource", target(target));
        }
        return operation;
    }

    void operation(ObjectNode operation, String word, Instant began, Instant now, JsonNode error) {
        ObjectNode properties = operation.withObject("/properties");
        properties
                .put("provisioningState", word)
                .put("timestamp", now.toString())
                .put("duration", Duration.between(began, now).toString())
                .put("statusCode", error == null ? "OK" : "BadRequest");
        if (error != null) {
            properties.putObject("statusMessage").put("status", "Failed").set("error", error);
        }
    }

    private static void describe(ObjectNode properties, Blueprint blueprint) {
        ObjectNode byNamespace = properties.objectNode();
        properties.putArray("dependencies");
        for (Planned one : blueprint.resources()) {
            String namespace = one.id().namespace();
            ObjectNode provider = byNamespace.withObject("/" + namespace);
            provider.put("namespace", namespace);
            ObjectNode type = properties.objectNode();
            type.put("resourceType", String.join("/", one.id().types()))
                    .putArray("locations")
                    .add(one.preview().path("location").asText(null));
            if (!provider.withArray("/resourceTypes").toString().contains(type.toString())) {
                provider.withArray("/resourceTypes").add(type);
            }
            List<Planned> before = blueprint.dependencies(one);
            if (!before.isEmpty()) {
                ObjectNode dependency = properties.withArray("/dependencies").addObject();
                before.forEach(other -> dependency.withArray("/dependsOn").add(target(other.id())));
                dependency.setAll(target(one.id()));
            }
        }
        byNamespace.forEach(properties.withArray("/providers")::add);
    }

    private static ObjectNode target(ResourceId id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("resourceType", id.type())
                .put("resourceName", String.join("/", id.names()));
    }

    private static String hash(JsonNode template) {
        CRC32 sum = new CRC32();
        sum.update(template.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toString(sum.getValue());
    }
}
