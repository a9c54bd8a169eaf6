// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import io.cloister.sandbox.resource.Write;
import java.util.List;
import java.util.UUID;

/** A user-assigned identity: made at once, with a new principal each time it is made. */
public final class UserAssignedIdentities implements ImmediateType {

    public static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private final String tenantId;

    private final SandboxClock clock;

    public UserAssignedIdentities(String tenantId, SandboxClock clock) {
        this.tenantId = tenantId;
        this.clock = clock;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        properties.put("tenantId", tenantId);
        keep(write, properties, "principalId");
        keep(write, properties, "clientId");
        write.before()
                .map(Notes::all)
                .ifPresentOrElse(
                        notes -> Notes.of(write.body()).setAll(notes), () -> Directory.noteBirth(write.body(), clock));
    }

    @Override
    public void deleted(ResourceId id, ObjectNode resource, Store store) {
        List<ObjectNode> children = store.under(id + "/").toList();
        children.forEach(child -> store.remove(ResourceId.of(child.path("id").asText())));
    }

    @Override
    public void hide(ObjectNode shown) {
        Notes.hide(shown);
    }

    private static void keep(Write write, ObjectNode properties, String field) {
        write.before()
                .ifPresent(old -> properties.set(field, old.path("properties").path(field)));
        if (!properties.hasNonNull(field)) {
            properties.put(field, UUID.randomUUID().toString());
        }
    }
}
