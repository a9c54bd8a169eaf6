// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import java.util.Set;

/** The availability zones that a resource or part is in. Every region here has three. */
public final class Zones {

    private static final Set<String> ALL = Set.of("1", "2", "3");

    private Zones() {}

    public static void require(JsonNode body, ResourceId id, String location) {
        for (JsonNode zone : body.path("zones")) {
            if (!ALL.contains(zone.asText())) {
                throw ArmError.badRequest(
                        "InvalidAvailabilityZone",
                        "The zone(s) '" + zone.asText() + "' for resource '" + id + "' is not supported. The supported"
                                + " zones for location '" + location + "' are '1,2,3'.");
            }
        }
    }
}
