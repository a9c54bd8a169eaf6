// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Write;
import java.util.Optional;

/**
 * One part of a resource that is being written.
 *
 * @param part what sort of part it is
 * @param whole the write of the resource that it is a part of
 * @param body the part; complete it in place
 * @param before the part as it was
 */
public record PartWrite(Part part, Write whole, ResourceId id, ObjectNode body, Optional<ObjectNode> before) {

    public ObjectNode properties() {
        return body.withObject("/properties");
    }

    /** The id that a property points at; empty for none. */
    public String reference(String property) {
        return body.path("properties").path(property).path("id").asText();
    }

    void check() {
        part.check(this);
    }

    /** Whether its parent is written for other reasons: nothing that a client says of the part is new. */
    boolean isUnchanged() {
        return propertiesBefore().map(PartWrite::said).equals(Optional.of(said(properties())));
    }

    Optional<JsonNode> propertiesBefore() {
        return before.map(old -> old.path("properties"));
    }

    private static JsonNode said(JsonNode properties) {
        ObjectNode said = properties.deepCopy();
        said.remove("provisioningState");
        return said;
    }
}
