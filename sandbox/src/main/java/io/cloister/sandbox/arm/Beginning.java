// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.BuiltInPolicies;
import io.cloister.sandbox.manager.Writes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What exists from the start, without anybody's having asked for it. */
record Beginning(Store store, Writes writes) {

    private static final String CREATED_ON = "createdOn";
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";
    private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    /** The subscription, its owner and the built-in policies. */
    void seed(ArmSettings settings) {
        String subscription = "/subscriptions/" + settings.subscriptionId();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("subscriptionId", settings.subscriptionId())
                .put("tenantId", settings.tenantId())
                .put("displayName", "Sandbox")
                .put("state", "Enabled");
        seed(subscription, body);
        ObjectNode owner = JsonNodeFactory.instance.objectNode();
        owner.putObject("properties")
                .put("roleDefinitionId", subscription + "/providers/Microsoft.Authorization/roleDefinitions/" + OWNER)
                .put("principalId", settings.clientObjectId())
                .put("principalType", "ServicePrincipal");
        UUID name = UUID.nameUUIDFromBytes(settings.clientObjectId().getBytes(StandardCharsets.UTF_8));
        seed(subscription + "/providers/Microsoft.Authorization/roleAssignments/" + name, owner);
        BuiltInPolicies.forEach((id, definition) -> {
            ResourceId definitionId = ResourceId.of(id);
            definition.put("id", id).put("type", definitionId.type());
            store.put(definitionId, definition);
        });
    }

    /** What is there from the start has been there for long: its rights have effect already. */
    void seed(String id, ObjectNode resource) {
        writes.seed(id, resource);
        store.get(id)
                .map(seeded -> seeded.path("properties"))
                .filter(properties -> properties.has(CREATED_ON))
                .ifPresent(properties -> ((ObjectNode) properties).put(CREATED_ON, LONG_AGO));
    }
}
