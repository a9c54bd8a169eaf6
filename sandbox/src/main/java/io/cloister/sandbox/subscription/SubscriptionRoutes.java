// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.manager.Locations;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /tenants}, {@code /subscriptions}, and a subscription's locations. */
public final class SubscriptionRoutes implements Route {

    private static final String TYPE = "Microsoft.Resources/subscriptions";

    private final Store store;
    private final String tenantId;

    public SubscriptionRoutes(Store store, String tenantId) {
        this.store = store;
        this.tenantId = tenantId;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        if (!call.is("GET") || parts.isEmpty()) {
            return Optional.empty();
        }
        String first = parts.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("tenants") && parts.size() == 1) {
            return Optional.of(Reply.list(List.of(tenant())));
        }
        if (!first.equals("subscriptions")) {
            return Optional.empty();
        }
        if (parts.size() == 1) {
            return Optional.of(Reply.list(store.ofType(TYPE).stream()
                    .filter(subscription -> isSeenBy(call.caller().objectId(), subscription))
                    .map(this::shown)
                    .toList()));
        }
        ObjectNode subscription = find(parts.get(1));
        if (parts.size() == 2) {
            return Optional.of(Reply.ok(shown(subscription)));
        }
        return parts.size() == 3 && parts.get(2).equalsIgnoreCase("locations")
                ? Optional.of(Reply.list(
                        Locations.of(subscription.path("subscriptionId").asText())))
                : Optional.empty();
    }

    private ObjectNode find(String id) {
        return store.get("/subscriptions/" + id)
                .orElseThrow(() ->
                        new ArmError(404, "SubscriptionNotFound", "The subscription '" + id + "' could not be found."));
    }

    /** Only who has a role in a subscription is told that it is there. */
    private boolean isSeenBy(String principal, ObjectNode subscription) {
        String id = ResourceId.key(subscription.path("id").asText());
        return store.ofType("Microsoft.Authorization/roleAssignments").stream()
                .map(assignment -> assignment.path("properties"))
                .anyMatch(properties -> properties.path("principalId").asText().equalsIgnoreCase(principal)
                        && ResourceId.key(properties.path("scope").asText() + "/")
                                .startsWith(id));
    }

    private ObjectNode shown(ObjectNode stored) {
        ObjectNode subscription = JsonNodeFactory.instance.objectNode();
        subscription.put("id", stored.path("id").asText()).put("authorizationSource", "RoleBased");
        subscription.putArray("managedByTenants");
        for (String field : List.of("subscriptionId", "tenantId", "displayName", "state", "tags")) {
            if (stored.has(field)) {
                subscription.set(field, stored.path(field).deepCopy());
            }
        }
        subscription
                .putObject("subscriptionPolicies")
                .put("locationPlacementId", "Public_2014-09-01")
                .put("quotaId", "PayAsYouGo_2014-09-01")
                .put("spendingLimit", "Off");
        return subscription;
    }

    private ObjectNode tenant() {
        ObjectNode tenant = JsonNodeFactory.instance.objectNode();
        tenant.put("id", "/tenants/" + tenantId)
                .put("tenantId", tenantId)
                .put("tenantCategory", "Home")
                .put("displayName", "Sandbox")
                .put("defaultDomain", "sandbox.example")
                .put("tenantType", "AAD")
                .putArray("domains")
                .add("sandbox.example");
        return tenant;
    }
}
