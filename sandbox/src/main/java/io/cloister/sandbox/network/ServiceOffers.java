// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import java.util.List;

/**
 * What services of Azure can be reached privately in a location: by a private endpoint, or by an alias in a policy of service
 * endpoints. A few of many. Source: Azure docs, "What is a private endpoint?" and "Virtual network service endpoint policies".
 */
final class ServiceOffers {

    private static final List<String> ENDPOINT_TYPES = List.of(
            "Microsoft.ContainerRegistry/registries",
            "Microsoft.KeyVault/vaults",
            "Microsoft.Network/privateLinkServices",
            "Microsoft.Sql/servers",
            "Microsoft.Storage/storageAccounts");

    private static final List<String> ALIASES = List.of("services/Azure", "services/Azure/ManagedInstance");

    private ServiceOffers() {}

    /** @param asked the collection, which the elements are called after */
    static List<ObjectNode> of(ResourceId asked) {
        boolean aliases = asked.lastType().equalsIgnoreCase("availableServiceAliases");
        String type = aliases ? "AvailableServiceAliases" : "AvailablePrivateEndpointTypes";
        return (aliases ? ALIASES : ENDPOINT_TYPES)
                .stream().map(offer -> shown(asked.subscription(), type, offer)).toList();
    }

    private static ObjectNode shown(String subscription, String type, String offer) {
        String name = offer.startsWith("services") ? offer : offer.replace('/', '.');
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("id", "/subscriptions/" + subscription + "/providers/Microsoft.Network/" + type + "/" + name)
                .put("type", "Microsoft.Network/" + type)
                .put("resourceName", offer)
                .put("displayName", offer);
    }
}
