// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import java.time.Instant;
import java.util.Optional;

/** What a template's functions ask of the Azure that it is deployed to. */
public interface Surroundings {

    /**
     * A resource as a GET shows it. Throws a {@link NotYetException} where this deployment is to make it first, and an
     * {@link io.cloister.sandbox.resource.ArmError} where it is not there.
     */
    ObjectNode resource(ResourceId id);

    /** A group or subscription, which is there before its deployments. */
    ObjectNode container(String id);

    /** A type of a resource provider, with its apiVersions and locations. */
    Optional<ObjectNode> providerType(String namespace, String type);

    /** The cloud's endpoints. */
    JsonNode environment();

    Instant now();
}
