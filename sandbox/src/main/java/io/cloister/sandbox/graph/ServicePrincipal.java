// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An application's or a managed identity's entry in the directory.
 *
 * @param appId what it signs in as
 * @param type {@code Application} or {@code ManagedIdentity}
 */
record ServicePrincipal(String id, String appId, String displayName, String type) {

    boolean isNamed(String name) {
        return id.equalsIgnoreCase(name) || appId.equalsIgnoreCase(name);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("@odata.type", "#microsoft.graph.servicePrincipal")
                .put("id", id)
                .put("appId", appId)
                .put("displayName", displayName)
                .put("appDisplayName", displayName)
                .put("accountEnabled", true)
                .put("servicePrincipalType", type);
        json.putArray("servicePrincipalNames").add(appId);
        return json;
    }
}
