// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.privatelink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.network.model.Parts;
import io.cloister.sandbox.resource.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The public names of the services that an endpoint is connected with. Source: Azure docs, "Private endpoint DNS". */
final class EndpointNames {

    /** What stands behind a service's own name, by group id. */
    private static final Map<String, String> SUFFIXES = Map.of(
            "vault", "vault.azure.net",
            "registry", "azurecr.io",
            "blob", "blob.core.windows.net",
            "file", "file.core.windows.net",
            "queue", "queue.core.windows.net",
            "table", "table.core.windows.net",
            "dfs", "dfs.core.windows.net",
            "web", "web.core.windows.net",
            "sqlserver", "database.windows.net",
            "sites", "azurewebsites.net");

    private EndpointNames() {}

    /** Of approved connections alone. */
    static List<String> of(ObjectNode endpoint) {
        return Stream.of(EndpointConnections.AUTOMATIC, EndpointConnections.MANUAL)
                .flatMap(collection -> Parts.of(endpoint, collection).stream())
                .map(connection -> connection.path("properties"))
                .filter(properties -> properties
                        .at("/privateLinkServiceConnectionState/status")
                        .asText()
                        .equals("Approved"))
                .flatMap(EndpointNames::ofConnection)
                .distinct()
                .toList();
    }

    private static Stream<String> ofConnection(JsonNode properties) {
        Optional<ResourceId> service =
                ResourceId.parse(properties.path("privateLinkServiceId").asText());
        return StreamSupport.stream(properties.path("groupIds").spliterator(), false)
                .map(group -> SUFFIXES.get(group.asText().toLowerCase(Locale.ROOT)))
                .filter(suffix -> suffix != null && service.isPresent())
                .map(suffix -> service.get().name().toLowerCase(Locale.ROOT) + "." + suffix);
    }
}
