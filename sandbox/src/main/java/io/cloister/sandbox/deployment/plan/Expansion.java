// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the resources out of a template's {@code resources}: copies, conditions, and children within their parents. */
final class Expansion {

    private static final String DEPLOYMENTS = "Microsoft.Resources/deployments";

    /** What a child adds its own type and name to. */
    private record Parent(String type, String name, String reference) {}

    private final Placement place;
    private final List<Planned> planned = new ArrayList<>();

    private Expansion(Placement place) {
        this.place = place;
    }

    /** @param resources an array, or an object by the resources' labels */
    static List<Planned> of(JsonNode resources, Placement place, Scope scope) {
        Expansion expansion = new Expansion(place);
        expansion.each(resources, null, scope);
        Set<String> ids = new HashSet<>();
        for (Planned one : expansion.planned) {
            if (one.isDeployed() && !ids.add(one.id().key())) {
                throw new TemplateException(
                        "The resource '" + one.id().type() + "/" + one.id().name()
                                + "' is defined multiple times in a template. Please see"
                                + " https://aka.ms/arm-syntax-resources for usage details.");
            }
        }
        return expansion.planned;
    }

    private void each(JsonNode resources, Parent parent, Scope scope) {
        if (resources.isObject()) {
            for (Map.Entry<String, JsonNode> labelled : resources.properties()) {
                add(labelled.getKey(), labelled.getValue(), parent, scope);
            }
        } else {
            resources.forEach(resource -> add("", resource, parent, scope));
        }
    }

    private void add(String label, JsonNode written, Parent parent, Scope scope) {
        if (!(written instanceof ObjectNode) || !written.path("type").isTextual()) {
            throw new TemplateException("A resource of the template has no type.");
        }
        ObjectNode resource = ((ObjectNode) written).objectNode();
        written.properties().stream()
                .filter(property -> !property.getValue().isNull())
                .forEach(property -> resource.set(property.getKey(), property.getValue()));
        JsonNode copy = resource.path("copy");
        if (!copy.isObject()) {
            one(label, resource, parent, scope, "", List.of());
            return;
        }
        String loop = copy.path("name").asText();
        int batch = copy.path("mode").asText().equalsIgnoreCase("serial")
                ? Math.max(1, copy.path("batchSize").asInt(1))
                : Integer.MAX_VALUE;
        List<String> before = List.of();
        List<String> current = new ArrayList<>();
        int count = TemplateJson.count(copy, scope);
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % batch == 0) {
                before = List.copyOf(current);
                current.clear();
            }
            Scope inner = TemplateJson.at(i, loop, true, scope);
            current.add(one(label, resource, parent, inner, loop, before).toString());
        }
    }

    private ResourceId one(
            String label, JsonNode resource, Parent parent, Scope scope, String loop, List<String> batchBefore) {
        String type = resource.path("type").asText();
        String name = early(resource.path("name"), scope).asText();
        if (parent != null && !type.toLowerCase(Locale.ROOT).startsWith(parent.type.toLowerCase(Locale.ROOT) + "/")) {
            type = parent.type + "/" + type;
            name = parent.name + "/" + name;
        }
        ResourceId id = id(resource, type, name, scope);
        List<String> dependsOn = new ArrayList<>(batchBefore);
        resource.path("dependsOn")
                .forEach(entry -> dependsOn.add(early(entry, scope).asText()));
        boolean wanted = isWanted(resource, scope);
        if (parent != null) {
            wanted &= planned.stream()
                    .filter(one -> one.id().toString().equals(parent.reference))
                    .allMatch(Planned::wanted);
        }
        String version = early(resource.path("apiVersion"), scope).asText("");
        if (version.isEmpty()) {
            throw new TemplateException("The template resource '" + name + "' of type '" + type
                    + "' has no apiVersion. Please see https://aka.ms/arm-syntax-resources for usage details.");
        }
        planned.add(new Planned(
                id, version, label, loop, resource.path("existing").asBoolean(), wanted, dependsOn, resource, scope));
        each(resource.path("resources"), new Parent(type, name, id.toString()), scope);
        return id;
    }

    private static boolean isWanted(JsonNode resource, Scope scope) {
        if (!resource.has("condition")) {
            return true;
        }
        JsonNode condition = early(resource.path("condition"), scope);
        if (!condition.isBoolean()) {
            throw new TemplateException("The condition of the template resource '"
                    + resource.path("name").asText() + "' must be true or false, not '" + condition.asText() + "'.");
        }
        return condition.booleanValue();
    }

    private ResourceId id(JsonNode resource, String type, String name, Scope scope) {
        String[] types = type.split("/");
        List<String> names = Arrays.asList(name.split("/"));
        if (types.length != names.size() + 1) {
            throw new TemplateException("The template resource '" + name + "' for type '" + type
                    + "' has incorrect segment lengths. A nested resource type must have identical number of segments as"
                    + " its resource name. A root resource type must have segment length one greater than its resource"
                    + " name. Please see https://aka.ms/arm-syntax-resources for usage details.");
        }
        String path = IdFunctions.path(scopeOf(resource, type, scope), types, names);
        return ResourceId.parse(path)
                .orElseThrow(() -> new TemplateException("The template resource '" + name + "' has no valid name."));
    }

    private String scopeOf(JsonNode resource, String type, Scope scope) {
        if (resource.has("scope")) {
            String target = early(resource.path("scope"), scope).asText();
            return target.startsWith("/") ? target.replaceFirst("/+$", "") : relative(target);
        }
        if (!type.equalsIgnoreCase(DEPLOYMENTS)) {
            return place.scope();
        }
        String subscription = resource.has("subscriptionId")
                ? "/subscriptions/"
                        + early(resource.path("subscriptionId"), scope).asText()
                : place.subscriptionId();
        if (resource.has("resourceGroup")) {
            return subscription + "/resourceGroups/"
                    + early(resource.path("resourceGroup"), scope).asText();
        }
        return resource.has("subscriptionId") ? subscription : place.scope();
    }

    /** {@code Microsoft.Network/virtualNetworks/vnet1}, as an extension names what it extends. */
    private String relative(String target) {
        if (target.toLowerCase(Locale.ROOT).startsWith("microsoft.management/managementgroups/")) {
            return "/providers/" + target;
        }
        return place.scope() + "/providers/" + target;
    }

    /** What must be known before anything is deployed: names, types, conditions. */
    private static JsonNode early(JsonNode json, Scope scope) {
        try {
            return TemplateJson.resolve(json, scope);
        } catch (NotYetException e) {
            throw new TemplateException(e.getMessage());
        }
    }
}
