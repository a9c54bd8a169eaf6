// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;
import java.util.UUID;

/** A user-assigned identity: made at once, with a new principal each time it is made. */
public final class UserAssignedIdentities implements ImmediateType {

    public static final String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private final String tenantId;

    public UserAssignedIdentities(String tenantId) {
        this.tenantId = tenantId;
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
    }

    private static void keep(Write write, ObjectNode properties, String field) {
        write.before()
                .ifPresent(old -> properties.set(field, old.path("properties").path(field)));
        if (!properties.hasNonNull(field)) {
            properties.put(field, UUID.randomUUID().toString());
        }
    }
}
