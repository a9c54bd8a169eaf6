// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.compute.scaleset.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.compute.model.OsProfiles;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Notes;

/**
 * What Azure does to a scale set's instances by itself, and whether a client has suspended it: the repair of unhealthy ones. The
 * sandbox keeps the state and repairs nothing.
 *
 * <p>Source: Azure REST docs, "Virtual Machine Scale Sets - Set Orchestration Service State".
 */
public record OrchestrationServices(ObjectNode scaleSet) {

    private static final String REPAIRS = "AutomaticRepairs";
    private static final String SUSPENDED = "repairsSuspended";

    /** @param request with {@code serviceName} and {@code action} */
    public void set(JsonNode request) {
        if (!request.path("serviceName").asText().equalsIgnoreCase(REPAIRS)) {
            throw invalid(request, "serviceName");
        }
        switch (request.path("action").asText()) {
            case "Suspend" -> Notes.of(scaleSet).put(SUSPENDED, true);
            case "Resume" -> Notes.of(scaleSet).put(SUSPENDED, false);
            default -> throw invalid(request, "action");
        }
    }

    /** As an instance view lists them; empty where there are none. */
    public ArrayNode view() {
        JsonNode suspended = Notes.read(scaleSet, SUSPENDED);
        ArrayNode services = JsonNodeFactory.instance.arrayNode();
        boolean enabled =
                scaleSet.at("/properties/automaticRepairsPolicy/enabled").asBoolean(false);
        if (enabled || !suspended.isMissingNode()) {
            String state = suspended.asBoolean() ? "Suspended" : enabled ? "Running" : "NotRunning";
            services.addObject().put("serviceName", REPAIRS).put("serviceState", state);
        }
        return services;
    }

    private static ArmError invalid(JsonNode request, String name) {
        return OsProfiles.invalid(
                name, "The value '" + request.path(name).asText() + "' of parameter '" + name + "' is invalid.");
    }
}
