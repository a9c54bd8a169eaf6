// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a rule is asked about: a resource as a request would leave it, and what the request comes with.
 *
 * @param resource type, name, location, tags and properties
 * @param id where it is or would be; the scope alone where a resource without a name is asked about
 * @param apiVersion the request's
 * @param resourceGroup what {@code resourceGroup()} returns; missing outside of one
 * @param subscription what {@code subscription()} returns
 * @param identity the caller's claims, for {@code requestContext().identity}
 */
public record Target(
        ObjectNode resource,
        String id,
        String apiVersion,
        JsonNode resourceGroup,
        JsonNode subscription,
        JsonNode identity,
        Instant now) {

    /** The same request with another content. */
    public Target with(ObjectNode changed) {
        return new Target(changed, id, apiVersion, resourceGroup, subscription, identity, now);
    }

    public String type() {
        return resource.path("type").asText();
    }
}
