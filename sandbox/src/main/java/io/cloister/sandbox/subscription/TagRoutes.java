// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code {scope}/providers/Microsoft.Resources/tags/default}: the tags of a resource, group or subscription, merged,
 * replaced or taken away. Source: Azure docs, REST "Tags - Update At Scope".
 */
public final class TagRoutes implements Route {

    private final Store store;

    public TagRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> !id.isCollection() && id.type().equalsIgnoreCase("Microsoft.Resources/tags"))
                .map(id -> answer(call, id));
    }

    private Reply answer(Call call, ResourceId id) {
        ResourceId target = ResourceId.parse(id.scope())
                .filter(scope -> !scope.isCollection())
                .orElseThrow(() -> ArmError.badRequest("InvalidScope", "The scope '" + id.scope() + "' is invalid."));
        ObjectNode resource = store.get(target).orElseThrow(() -> ArmError.notFound(target));
        switch (call.method()) {
            case "GET" -> {}
            case "PUT" -> replace(target, resource, sent(call.json()));
            case "PATCH" -> change(target, resource, call.json());
            case "DELETE" -> {
                replace(target, resource, JsonNodeFactory.instance.objectNode());
                return Reply.empty(200);
            }
            default -> throw new ArmError(405, "MethodNotAllowed", "Tags are read, set, changed and deleted.");
        }
        return Reply.ok(shown(target, resource));
    }

    private static ObjectNode sent(JsonNode body) {
        return body.path("properties").path("tags") instanceof ObjectNode tags
                ? tags
                : JsonNodeFactory.instance.objectNode();
    }

    private void change(ResourceId target, ObjectNode resource, ObjectNode body) {
        ObjectNode tags = resource.path("tags") instanceof ObjectNode old
                ? old.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        ObjectNode sent = sent(body);
        switch (body.path("operation").asText().toLowerCase(Locale.ROOT)) {
            case "merge" -> tags.setAll(sent);
            case "replace" -> tags = sent;
            case "delete" ->
                tags.remove(sent.properties().stream()
                        .filter(tag ->
                                tag.getValue().equals(resource.path("tags").path(tag.getKey())))
                        .map(tag -> tag.getKey())
                        .toList());
            default ->
                throw ArmError.badRequest(
                        "InvalidTagPatchOperation",
                        "The tag patch operation '" + body.path("operation").asText()
                                + "' is invalid. It must be Merge, Replace or Delete.");
        }
        replace(target, resource, tags);
    }

    private void replace(ResourceId target, ObjectNode resource, ObjectNode tags) {
        resource.set("tags", tags);
        store.put(target, resource);
    }

    private static ObjectNode shown(ResourceId target, ObjectNode resource) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", target + "/providers/Microsoft.Resources/tags/default")
                .put("name", "default")
                .put("type", "Microsoft.Resources/tags");
        shown.putObject("properties")
                .set(
                        "tags",
                        resource.path("tags").isObject()
                                ? resource.path("tags").deepCopy()
                                : JsonNodeFactory.instance.objectNode());
        return shown;
    }
}
