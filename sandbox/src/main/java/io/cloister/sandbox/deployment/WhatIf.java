// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Planned;
import io.cloister.sandbox.resource.ResourceId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a deployment would make, change or take away, property by property for what is there. */
final class WhatIf {

    private WhatIf() {}

    static ObjectNode of(Request request, Azure azure, Live live) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", "Succeeded");
        ObjectNode properties = answer.putObject("properties");
        properties.put("correlationId", UUID.randomUUID().toString());
        properties.putArray("changes");
        Set<String> named = new HashSet<>();
        for (Planned one : new Preflight(azure, live).check(request).resources()) {
            if (!one.isDeployed()) {
                continue;
            }
            named.add(one.id().root().key());
            ObjectNode after = one.preview();
            after.put("id", one.id().toString())
                    .put("name", one.id().name())
                    .put("type", one.id().type())
                    .put("apiVersion", one.apiVersion());
            change(properties, one.id(), azure.store().get(one.id()), after);
        }
        if (request.complete()) {
            azure.store()
                    .under(request.place().scope() + "/")
                    .filter(resource -> resource.has("location"))
                    .filter(resource ->
                            !named.contains(ResourceId.key(resource.path("id").asText())))
                    .forEach(resource -> properties
                            .withArray("/changes")
                            .addObject()
                            .put("resourceId", resource.path("id").asText())
                            .put("changeType", "Delete"));
        }
        return answer;
    }

    private static void change(ObjectNode properties, ResourceId id, Optional<ObjectNode> before, ObjectNode after) {
        ObjectNode change = properties.withArray("/changes").addObject();
        change.put("resourceId", id.toString());
        if (before.isEmpty()) {
            change.put("changeType", "Create").set("after", after);
            return;
        }
        change.putArray("delta");
        for (String part : new String[] {"location", "tags", "sku", "properties"}) {
            compare(part, before.get().path(part), after.path(part), change);
        }
        boolean same = change.path("delta").isEmpty();
        change.put("changeType", same ? "NoChange" : "Modify").set("after", after);
    }

    /** What the template does not speak of is not compared: Azure fills it in. */
    private static void compare(String path, JsonNode before, JsonNode after, ObjectNode change) {
        if (after.isObject() && before.isObject()) {
            after.properties()
                    .forEach(property -> compare(
                            path + "." + property.getKey(),
                            before.path(property.getKey()),
                            property.getValue(),
                            change));
        } else if (!after.isMissingNode() && !after.isArray() && !after.asText().equalsIgnoreCase(before.asText())) {
            ObjectNode delta = change.withArray("/delta").addObject();
            delta.put("path", path).put("propertyChangeType", before.isMissingNode() ? "Create" : "Modify");
            delta.set("before", before.isMissingNode() ? null : before);
            delta.set("after", after);
        }
    }
}
