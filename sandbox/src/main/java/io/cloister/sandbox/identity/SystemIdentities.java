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
import java.util.Optional;

/**
 * {@code {resource}/providers/Microsoft.ManagedIdentity/identities/default}: the identity that a resource has of its own. Source:
 * Azure docs, REST "System Assigned Identities - Get By Scope".
 */
public final class SystemIdentities implements Route {

    private static final String TYPE = "Microsoft.ManagedIdentity/identities";

    private final Store store;

    public SystemIdentities(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> call.is("GET") && !id.isCollection() && id.type().equalsIgnoreCase(TYPE))
                .map(this::of);
    }

    private Reply of(ResourceId id) {
        ResourceId holder = ResourceId.parse(id.scope())
                .filter(scope -> !scope.isCollection())
                .orElseThrow(() -> ArmError.badRequest("InvalidScope", "The scope '" + id.scope() + "' is invalid."));
        ObjectNode resource = store.get(holder).orElseThrow(() -> ArmError.notFound(holder));
        if (!id.name().equalsIgnoreCase("default") || !resource.path("identity").has("principalId")) {
            throw ArmError.notFound(id);
        }
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("id", resource.path("id").asText() + "/providers/Microsoft.ManagedIdentity/Identities/default")
                .put("name", "default")
                .put("type", "Microsoft.ManagedIdentity/Identities");
        shown.set("location", resource.path("location"));
        shown.putObject("properties")
                .put("tenantId", resource.at("/identity/tenantId").asText())
                .put("principalId", resource.at("/identity/principalId").asText());
        return Reply.ok(shown);
    }
}
