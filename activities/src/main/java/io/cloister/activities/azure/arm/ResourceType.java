// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.azure.arm;

import io.cloister.plan.ResourceId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The type of a resource, as its id says it, such as {@code Microsoft.Network/virtualNetworks/virtualNetworkPeerings}. */
public record ResourceType(String value) {

    /** Those of the generated clients that this project is built with, so that reads and writes speak of the same shapes. */
    private static final Map<String, String> API_VERSIONS = Map.of(
            "microsoft.network", "2025-03-01",
            "microsoft.compute", "2025-04-01",
            "microsoft.managedidentity", "2024-11-30",
            "microsoft.authorization", "2022-04-01");

    /** The last provider in the id counts: a role assignment is below the resource that it is about. */
    public static ResourceType of(ResourceId id) {
        List<String> segments = Arrays.asList(id.value().split("/"));
        int provider = segments.lastIndexOf("providers");
        if (provider < 0 || provider + 2 >= segments.size()) {
            throw new IllegalArgumentException("no resource type in the id " + id);
        }
        StringBuilder type = new StringBuilder(segments.get(provider + 1));
        for (int i = provider + 2; i < segments.size(); i += 2) {
            type.append('/').append(segments.get(i));
        }
        return new ResourceType(type.toString());
    }

    public String apiVersion() {
        String namespace = value.substring(0, value.indexOf('/')).toLowerCase(Locale.ROOT);
        String version = API_VERSIONS.get(namespace);
        if (version == null) {
            throw new IllegalArgumentException("no API version is known for " + value);
        }
        return version;
    }

    @Override
    public String toString() {
        return value;
    }
}
