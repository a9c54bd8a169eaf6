// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.resource.Nulls;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Spelling;
import io.cloister.sandbox.template.Scope;
import java.util.List;
import java.util.Set;

/**
 * One resource that a template comes to.
 *
 * @param label its name in the template, where it has one apart from the resource's; otherwise empty
 * @param loop the name of the copy that it is one of; otherwise empty
 * @param existing whether the template only speaks of it
 * @param wanted whether its condition holds
 * @param dependsOn what stands so in the template, and for a serial copy the batch before
 * @param definition as the template has it, its expressions included
 */
public record Planned(
        ResourceId id,
        String apiVersion,
        String label,
        String loop,
        boolean existing,
        boolean wanted,
        List<String> dependsOn,
        JsonNode definition,
        Scope scope) {

    private static final Set<String> OF_THE_TEMPLATE = Set.of(
            "type",
            "apiVersion",
            "name",
            "dependsOn",
            "condition",
            "copy",
            "comments",
            "scope",
            "resources",
            "subscriptionId",
            "resourceGroup",
            "existing",
            "metadata",
            "asserts",
            "@options");

    private static final String TEMPLATE = "template";

    public boolean isDeployment() {
        return id.type().equalsIgnoreCase("Microsoft.Resources/deployments");
    }

    public boolean isDeployed() {
        return wanted && !existing;
    }

    /** What is sent to make it. Throws a {@link NotYetException} while it waits for another's state. */
    public ObjectNode body() {
        return body(false);
    }

    /** The same before anything is deployed: what is not known yet stays an expression. */
    public ObjectNode preview() {
        return body(true);
    }

    private ObjectNode body(boolean preview) {
        ObjectNode own = ((ObjectNode) definition).deepCopy();
        own.remove(OF_THE_TEMPLATE);
        JsonNode nested = own.path("properties").path(TEMPLATE);
        if (isDeployment() && nested.isObject()) {
            ((ObjectNode) own.path("properties")).remove(TEMPLATE);
        }
        ObjectNode body = (ObjectNode) (preview ? TemplateJson.preview(own, scope) : TemplateJson.resolve(own, scope));
        if (isDeployment() && nested.isObject()) {
            boolean inner = own.path("properties")
                    .path("expressionEvaluationOptions")
                    .path("scope")
                    .asText()
                    .equalsIgnoreCase("inner");
            body.withObject("/properties").set(TEMPLATE, inner ? nested : outer(nested, preview));
        }
        Spelling.at(id.toString()).correct(body);
        Nulls.remove(body);
        return body;
    }

    /** Evaluated here, as it is not by its own parameters; what comes out of it is no expression any more. */
    private JsonNode outer(JsonNode nested, boolean preview) {
        return literal(preview ? TemplateJson.preview(nested, scope) : TemplateJson.resolve(nested, scope), preview);
    }

    private static JsonNode literal(JsonNode json, boolean preview) {
        if (json.isTextual() && json.textValue().startsWith("[") && !preview) {
            return new TextNode("[" + json.textValue());
        }
        if (json instanceof ObjectNode object) {
            object.properties().forEach(property -> property.setValue(literal(property.getValue(), preview)));
        } else if (json.isArray()) {
            ArrayNode array = (ArrayNode) json;
            for (int i = 0; i < array.size(); i++) {
                array.set(i, literal(array.get(i), preview));
            }
        }
        return json;
    }
}
