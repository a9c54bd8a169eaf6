// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.Gate;
import io.cloister.sandbox.manager.body.PropertyTypes;
import io.cloister.sandbox.manager.body.Tags;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code {scope}/providers/Microsoft.Resources/tags/default}: the tags of a resource, group or subscription, merged,
 * replaced or taken away. Source: Azure docs, REST "Tags - Update At Scope".
 */
public final class TagRoutes implements Route {

    private final Store store;
    private final Gate gate;

    /** @param gate asked before tags change */
    public TagRoutes(Store store, Gate gate) {
        this.store = store;
        this.gate = gate;
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
            case "PUT" -> replace(call, target, sent(call.json()));
            case "PATCH" -> replace(call, target, changed(resource, call.json()));
            case "DELETE" -> {
                replace(call, target, JsonNodeFactory.instance.objectNode());
                return Reply.empty(200);
            }
            default -> throw new ArmError(405, "MethodNotAllowed", "Tags are read, set, changed and deleted.");
        }
        return Reply.ok(shown(target, store.get(target).orElse(resource)));
    }

    private static ObjectNode sent(JsonNode body) {
        if (body.path("properties").path("tags") instanceof ObjectNode tags) {
            Tags.asTexts(tags);
            return tags;
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode changed(ObjectNode resource, ObjectNode body) {
        ObjectNode tags = resource.path("tags") instanceof ObjectNode old
                ? old.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        ObjectNode sent = sent(body);
        switch (body.path("operation").asText().toLowerCase(Locale.ROOT)) {
            case "merge" -> {
                Tags.check(sent);
                sent.properties().forEach(tag -> Tags.set(tags, tag.getKey(), tag.getValue()));
            }
            case "replace" -> {
                return sent;
            }
            case "delete" ->
                sent.properties()
                        .forEach(tag -> tags.properties()
                                .removeIf(old -> old.getKey().equalsIgnoreCase(tag.getKey())
                                        && old.getValue().equals(tag.getValue())));
            default ->
                throw ArmError.badRequest(
                        "InvalidTagPatchOperation",
                        "The tag patch operation '" + body.path("operation").asText()
                                + "' is invalid. It must be Merge, Replace or Delete.");
        }
        return tags;
    }

    private void replace(Call call, ResourceId target, ObjectNode tags) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("tags", tags);
        ObjectNode state = store.get(target).orElseThrow().deepCopy();
        PropertyTypes.check(target, body);
        state.setAll(body);
        gate.admit(patch(call, body), target, state);
        store.put(target, state);
    }

    /** Policies hold for it as they do for a PATCH of the resource's tags alone. */
    private static Call patch(Call call, ObjectNode body) {
        return new Call(
                "PATCH",
                call.path(),
                call.query(),
                call.headers(),
                body.toString().getBytes(StandardCharsets.UTF_8),
                call.base(),
                call.caller(),
                call.failure());
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
