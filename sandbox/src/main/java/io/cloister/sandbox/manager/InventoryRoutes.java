// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code {scope}/resources}: everything there is in a group or subscription, and a subscription's groups; filtered. */
public final class InventoryRoutes implements Route {

    private final Store store;
    private final Times times;

    public InventoryRoutes(Store store, Times times) {
        this.store = store;
        this.times = times;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        if (!call.is("GET") || parts.size() < 3 || !parts.get(0).equalsIgnoreCase("subscriptions")) {
            return Optional.empty();
        }
        boolean ofGroup = parts.size() == 5 && parts.get(2).equalsIgnoreCase("resourceGroups");
        String scope = "/" + String.join("/", parts.subList(0, parts.size() - 1));
        return switch (parts.get(parts.size() - 1).toLowerCase(Locale.ROOT)) {
            case "resources" ->
                parts.size() == 3 || ofGroup ? Optional.of(resources(call, scope, ofGroup)) : Optional.empty();
            case "resourcegroups" -> parts.size() == 3 ? Optional.of(groups(call, scope)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Reply resources(Call call, String scope, boolean ofGroup) {
        if (ofGroup && store.get(scope).isEmpty()) {
            throw ArmError.notFound(ResourceId.of(scope));
        }
        String expand = call.query().getOrDefault("$expand", "");
        return Page.of(
                call,
                store.under(scope + "/")
                        .filter(InventoryRoutes::isTracked)
                        .map(InventoryRoutes::named)
                        .filter(ResourceFilter.parse(call.filter()))
                        .map(resource -> summary(resource, expand))
                        .toList());
    }

    private Reply groups(Call call, String subscription) {
        ResourceId collection = ResourceId.of(subscription + "/resourceGroups");
        return Page.of(
                call,
                store.list(collection).stream()
                        .filter(ResourceFilter.parse(call.filter()))
                        .map(ObjectNode::deepCopy)
                        .toList());
    }

    /**
     * What has a place, such as a machine, its extension or a zone's link. Assignments of policies and roles are not among
     * them, whatever they have, and of scale sets' instances the manager does not know.
     */
    private static boolean isTracked(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        boolean ofScaleSet = !id.isTopLevel() && id.types().get(0).equalsIgnoreCase("virtualMachineScaleSets");
        return id.groupId().isPresent()
                && resource.has("location")
                && !id.isGroup()
                && !id.namespace().equalsIgnoreCase("Microsoft.Authorization")
                && !ofScaleSet;
    }

    /** Here what is a part of another is known by both names. */
    private static ObjectNode named(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        return id.isTopLevel() ? resource : resource.deepCopy().put("name", String.join("/", id.names()));
    }

    private ObjectNode summary(ObjectNode resource, String expand) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        for (String field : List.of(
                "id", "name", "type", "location", "tags", "sku", "kind", "plan", "zones", "identity", "managedBy")) {
            if (resource.has(field)) {
                summary.set(field, resource.path(field).deepCopy());
            }
        }
        times.addTo(summary, expand);
        if (expand.contains("provisioningState")) {
            summary.put(
                    "provisioningState",
                    resource.path("properties").path("provisioningState").asText("Succeeded"));
        }
        return summary;
    }
}
