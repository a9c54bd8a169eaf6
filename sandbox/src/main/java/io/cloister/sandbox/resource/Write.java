// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A write that is being checked.
 *
 * @param body the new state as it will be stored; complete it in place
 * @param before what was there
 */
public record Write(ResourceId id, ObjectNode body, Optional<ObjectNode> before, String apiVersion, Store store) {

    public ObjectNode properties() {
        return body.withObject("/properties");
    }

    /** Refuses a reference to what does not exist. */
    public void requireReferences() {
        References.in(body).filter(this::isMissing).findFirst().ifPresent(this::refuseReference);
    }

    /** The same for what one provider has; images, for one, are not kept here. */
    public void requireReferences(String namespace) {
        References.in(body)
                .filter(reference ->
                        ResourceId.key(reference).contains("/providers/" + ResourceId.key(namespace) + "/"))
                .filter(this::isMissing)
                .findFirst()
                .ifPresent(this::refuseReference);
    }

    public void requireExists(String reference) {
        if (isMissing(reference)) {
            refuseReference(reference);
        }
    }

    private boolean isMissing(String reference) {
        if (!ResourceId.key(reference).startsWith(id.root().key() + "/")) {
            return store.get(reference).isEmpty();
        }
        boolean goes = id.isTopLevel() || store.get(reference).isEmpty();
        return goes && !References.entities(body).contains(ResourceId.key(reference));
    }

    /** How Azure refuses a reference to what is not there, or not in the same region. */
    public void refuseReference(String reference) {
        throw ArmError.badRequest(
                "InvalidResourceReference",
                "Resource " + reference + " referenced by resource " + id + " was not found. Please make sure that the"
                        + " referenced resource exists, and that both resources are in the same region.");
    }
}
