// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.manager.place;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ImmediateType;
import io.cloister.sandbox.resource.Write;

/**
 * A management group, as a scope for policies and roles. As there is one subscription, each group is above it; groups are not
 * in one another.
 *
 * <p>Source: azure-rest-api-specs, management, 2020-05-01, managementGroups.
 */
public final class ManagementGroups implements ImmediateType {

    @Override
    public String type() {
        return "Microsoft.Management/managementGroups";
    }

    @Override
    public int createStatus() {
        return 200;
    }

    @Override
    public void write(Write write) {
        ObjectNode properties = write.properties();
        if (!properties.has("displayName")) {
            properties.put("displayName", write.id().name());
        }
        write.store().ofType("Microsoft.Resources/subscriptions").stream()
                .findFirst()
                .ifPresent(subscription -> properties.set("tenantId", subscription.path("tenantId")));
    }
}
