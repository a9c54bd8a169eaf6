// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;

/** How the network provider refuses a body that it cannot read: InvalidRequestFormat, and the reason in its details. */
public final class Malformed {

    private Malformed() {}

    public static ArmError missing(String property, ResourceId id) {
        return because(
                "MissingJsonProperty",
                "Required property '" + property + "' not found in JSON. Path 'properties' of " + id + ".");
    }

    /** @param wanted what stands there in a body that can be read */
    public static ArmError value(JsonNode given, String wanted, String property, ResourceId id) {
        return because(
                "InvalidJson",
                "Error converting value " + given + " to " + wanted + ". Path 'properties." + property + "' of " + id
                        + ".");
    }

    public static ArmError because(String code, String message) {
        return ArmError.badRequest("InvalidRequestFormat", "Cannot parse the request.")
                .because(code, message);
    }

    /** Refuses a body whose properties are anything but an object. */
    public static void requireProperties(JsonNode body, ResourceId id) {
        JsonNode properties = body.path("properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw value(properties, "an object", "", id);
        }
    }

    static ArmError outside(String property, int value, int least, int most, ResourceId id) {
        return ArmError.badRequest(
                "InvalidParameterValue",
                "The value " + value + " of property '" + property + "' of " + id + " is not from " + least + " to "
                        + most + ".");
    }
}
