// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan;

import java.util.Map;

/** What every Azure resource of a plan has: where it stands, and the tags by which it is known as ours. */
public record AzureResource(ResourceId id, String location, Map<String, String> tags) {

    public AzureResource {
        tags = Map.copyOf(tags);
    }
}
