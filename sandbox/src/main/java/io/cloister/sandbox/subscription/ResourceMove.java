// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Resources that get another group of the same subscription, and with it other ids, by which others refer to them from then on.
 * Machines stay where they are: here they are running systems, known by their ids.
 *
 * <p>Source: Azure docs, "Move Azure resources to a new resource group or subscription" and "Troubleshoot moving".
 */
final class ResourceMove {

    private final Store store;
    private final String source;
    private final String target;
    private final List<ResourceId> ids;

    ResourceMove(Store store, String source, ObjectNode asked) {
        this.store = store;
        this.source = source;
        this.target = asked.path("targetResourceGroup").asText();
        this.ids = StreamSupport.stream(asked.path("resources").spliterator(), false)
                .map(id -> ResourceId.parse(id.asText())
                        .orElseThrow(() -> ArmError.badRequest(
                                "MissingMoveDependentResources", "'" + id.asText() + "' is not the id of a resource.")))
                .toList();
    }

    void check() {
        if (store.get(source).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(source));
        }
        ResourceId group = ResourceId.parse(target)
                .filter(ResourceId::isGroup)
                .orElseThrow(() -> ArmError.badRequest(
                        "InvalidMoveResourcesRequest", "The target resource group '" + target + "' is not valid."));
        if (store.get(group).isEmpty()) {
            throw ArmError.notFound(group);
        }
        if (ids.isEmpty()) {
            throw ArmError.badRequest("InvalidMoveResourcesRequest", "At least one resource is to be moved.");
        }
        ids.forEach(id -> check(id, group));
    }

    /** What {@link #check} let through. */
    void make() {
        String group = store.get(target).orElseThrow().path("id").asText();
        for (ResourceId id : ids) {
            String old = store.get(id).orElseThrow().path("id").asText();
            String moved = group + old.substring(ResourceId.of(old).scope().length());
            List<ObjectNode> all = store.all().toList();
            for (ObjectNode one : all) {
                String at = one.path("id").asText();
                ObjectNode rewritten = one.deepCopy();
                rewrite(rewritten, old, moved);
                if (!rewritten.equals(one)) {
                    if (!rewritten.path("id").asText().equals(at)) {
                        store.remove(ResourceId.of(at));
                    }
                    store.put(ResourceId.of(rewritten.path("id").asText()), rewritten);
                }
            }
        }
    }

    private void check(ResourceId id, ResourceId group) {
        boolean here = ResourceId.key(id.scope()).equals(ResourceId.key(source));
        if (store.get(id).isEmpty() || !here) {
            throw ArmError.notFound(id);
        }
        if (!id.isTopLevel()) {
            throw ArmError.badRequest(
                    "ResourceMoveNotAllowed", "The resource '" + id + "' moves with its parent, and not without it.");
        }
        if (id.type().toLowerCase(Locale.ROOT).startsWith("microsoft.compute/virtualmachine")) {
            throw ArmError.conflict(
                    "ResourceMoveNotSupported",
                    "Resource move is not supported for resource types '" + id.type() + "'.");
        }
        ResourceId there = new ResourceId(group.toString(), id.namespace(), id.types(), id.names());
        if (store.get(there).isPresent()) {
            throw ArmError.conflict(
                    "ResourceMoveProviderValidationFailed",
                    "The resource '" + there + "' exists already in the target resource group.");
        }
    }

    private static void rewrite(JsonNode node, String old, String moved) {
        if (node instanceof ObjectNode object) {
            object.properties().stream().toList().forEach(field -> {
                if (field.getValue().isTextual()) {
                    object.set(field.getKey(), renamed(field.getValue(), old, moved));
                }
                rewrite(field.getValue(), old, moved);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, renamed(array.get(i), old, moved));
                }
                rewrite(array.get(i), old, moved);
            }
        }
    }

    private static JsonNode renamed(JsonNode text, String old, String moved) {
        String value = text.asText();
        boolean concerned = ResourceId.key(value).equals(ResourceId.key(old))
                || ResourceId.key(value).startsWith(ResourceId.key(old) + "/");
        return concerned ? TextNode.valueOf(moved + value.substring(old.length())) : text;
    }
}
