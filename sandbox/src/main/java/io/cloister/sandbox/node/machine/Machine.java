// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.node.machine;

import com.fasterxml.jackson.databind.JsonNode;

/** A powered-on virtual machine or scale-set instance. */
public record Machine(String id, String hostName, String zone, JsonNode resource) {

    public static Machine of(JsonNode resource) {
        JsonNode profile = resource.at("/properties/osProfile");
        String id = resource.path("id").asText();
        String name = profile.path("computerName").asText(resource.path("name").asText());
        JsonNode zone = resource.at("/zones/0");
        String location = resource.path("location").asText();
        return new Machine(id, name, zone.isMissingNode() ? "0" : location + "-" + zone.asText(), resource);
    }

    public static boolean isMachine(String id) {
        return id.matches("(?i).*/virtualMachines/[^/]+$");
    }

    public String customData() {
        return resource.at("/properties/osProfile/customData").asText("");
    }

    /** The ARM operation that brought it up: a scale set's, for an instance. */
    public String operation() {
        return id.replaceFirst("(?i)(/virtualMachineScaleSets/[^/]+)/virtualMachines/[^/]+$", "$1");
    }
}
