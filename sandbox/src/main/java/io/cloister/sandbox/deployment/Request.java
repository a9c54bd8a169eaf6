// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.deployment.plan.Placement;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;

/**
 * What a client wants deployed.
 *
 * @param location of the deployment's own record; empty in a resource group
 * @param complete whether what is in the group and not in the template is to go
 */
record Request(
        ResourceId id,
        Placement place,
        String location,
        boolean complete,
        JsonNode template,
        JsonNode parameters,
        JsonNode tags) {

    static Request of(ResourceId id, ObjectNode body) {
        if (!id.name().matches("[-\\w._()]{1,64}")) {
            throw ArmError.badRequest(
                    "InvalidDeploymentName",
                    "The deployment name '" + id.name()
                            + "' is not valid: 1 to 64 letters, digits, '-', '_', '.', '(' or ')'.");
        }
        JsonNode properties = body.path("properties");
        if (!properties.isObject()) {
            throw ArmError.badRequest(
                    "InvalidRequestContent", "The request content was invalid: 'properties' is required.");
        }
        if (properties.has("templateLink") || properties.has("parametersLink")) {
            throw ArmError.badRequest(
                    "InvalidContentLink",
                    "Unable to download deployment content: the sandbox fetches nothing; send the template itself.");
        }
        if (!properties.path("template").isObject()) {
            throw ArmError.badRequest(
                    "InvalidTemplate", "Deployment template validation failed: the 'template' property is required.");
        }
        Placement place = Placement.of(id);
        String location = body.path("location").asText("");
        if (place.group().isEmpty() && location.isEmpty()) {
            throw ArmError.badRequest(
                    "InvalidDeployment", "The 'location' property must be specified for '" + id.name() + "'.");
        }
        return new Request(
                id,
                place,
                location,
                mode(properties),
                properties.path("template"),
                properties.path("parameters").isObject()
                        ? properties.path("parameters")
                        : JsonNodeFactory.instance.objectNode(),
                body.path("tags"));
    }

    private static boolean mode(JsonNode properties) {
        String mode = properties.path("mode").asText("Incremental");
        if (!mode.equalsIgnoreCase("Incremental") && !mode.equalsIgnoreCase("Complete")) {
            throw ArmError.badRequest(
                    "InvalidDeploymentMode",
                    "The deployment mode '" + mode + "' is not valid; it is Incremental or Complete.");
        }
        return mode.equalsIgnoreCase("Complete");
    }

    String mode() {
        return complete ? "Complete" : "Incremental";
    }

    /** What the template function {@code deployment} gives; the values of parameters are not in it. */
    ObjectNode asFunction() {
        ObjectNode deployment = JsonNodeFactory.instance.objectNode();
        deployment.put("name", id.name());
        if (!location.isEmpty()) {
            deployment.put("location", location);
        }
        ObjectNode properties = deployment.putObject("properties");
        properties.put("mode", mode()).put("provisioningState", "Accepted");
        ObjectNode shown = properties.putObject("template");
        for (String field : new String[] {"$schema", "contentVersion", "metadata"}) {
            if (template.has(field)) {
                shown.set(field, template.path(field));
            }
        }
        return deployment;
    }
}
