// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code POST {identity}/listAssociatedResources}: what an identity is assigned to. Source: Azure docs, REST "User Assigned
 * Identities - List Associated Resources".
 */
public final class AssociatedResources implements Route {

    private static final String ACTION = "listAssociatedResources";

    private final Store store;

    public AssociatedResources(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> call.is("POST") && id.isCollection() && !id.isTopLevel())
                .filter(id -> id.lastType().equalsIgnoreCase(ACTION))
                .map(ResourceId::parent)
                .filter(id -> id.type().equalsIgnoreCase(UserAssignedIdentities.TYPE))
                .map(this::resources);
    }

    private Reply resources(ResourceId identity) {
        String key = store.get(identity)
                .map(found -> ResourceId.key(found.path("id").asText()))
                .orElseThrow(() -> ArmError.notFound(identity));
        List<ObjectNode> found = store.all()
                .filter(resource -> resource.at("/identity/userAssignedIdentities").properties().stream()
                        .anyMatch(assigned -> ResourceId.key(assigned.getKey()).equals(key)))
                .map(this::shown)
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("totalCount", found.size());
        body.putArray("value").addAll(found);
        return Reply.ok(body);
    }

    private ObjectNode shown(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", id.toString())
                .put("name", id.name())
                .put("type", id.type().toLowerCase(Locale.ROOT))
                .put(
                        "resourceGroup",
                        id.groupId().map(ResourceId::of).map(ResourceId::name).orElse(""))
                .put("subscriptionId", id.subscription());
        store.get("/subscriptions/" + id.subscription())
                .ifPresent(subscription -> shown.set("subscriptionDisplayName", subscription.path("displayName")));
        return shown;
    }
}
