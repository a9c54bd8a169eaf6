// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A template with its parameters' values: the resources that it comes to, what each waits for, and its outputs. */
public final class Blueprint {

    private final Surroundings azure;
    private final Placement place;
    private final JsonNode template;
    private final TemplateParameters parameters;
    private final Layer scope;
    private final List<Planned> resources;

    private Blueprint(JsonNode template, JsonNode given, Placement place, Surroundings azure, JsonNode deployment) {
        this.azure = azure;
        this.place = place;
        this.template = template;
        Layer context = ContextFunctions.of(place, azure, deployment);
        this.scope = new Layer(context);
        this.parameters = new TemplateParameters(template.path("parameters"), given, scope);
        Variables variables = new Variables(template.path("variables"), scope);
        scope.define("parameters", call -> parameters.value(call.count(1, 1).text(0)))
                .define("variables", call -> variables.value(call.count(1, 1).text(0)))
                .define("reference", this::reference);
        ContextFunctions.defineOwn(template.path("functions"), scope, context);
        parameters.check();
        this.resources = new ArrayList<>();
        resources.addAll(Expansion.of(template.path("resources"), place, scope));
        resources.forEach(this::dependencies);
        refuseCircles();
    }

    /**
     * Throws a {@link TemplateException} where the template or the parameters are not valid.
     *
     * @param given as a deployment's request has them: by name, {@code {"value": …}}
     * @param deployment what the function of that name gives
     */
    public static Blueprint read(
            JsonNode template, JsonNode given, Placement place, Surroundings azure, JsonNode deployment) {
        if (!template.isObject() || !template.path("resources").isContainerNode()) {
            throw new TemplateException("Required property 'resources' not found in JSON.");
        }
        return new Blueprint(template, given, place, azure, deployment);
    }

    public List<Planned> resources() {
        return List.copyOf(resources);
    }

    public ObjectNode shownParameters() {
        return parameters.shown();
    }

    /** What must be there before {@code one} is made. */
    public List<Planned> dependencies(Planned one) {
        List<Planned> dependencies = new ArrayList<>();
        for (String entry : one.dependsOn()) {
            List<Planned> meant = meant(entry);
            if (meant.isEmpty()) {
                throw new TemplateException("The resource '" + entry + "' is not defined in the template. Please see"
                        + " https://aka.ms/arm-syntax-dependson for usage details.");
            }
            meant.stream().filter(Planned::isDeployed).forEach(dependencies::add);
        }
        return dependencies;
    }

    /** By what it gives: type and value; a secure one has no value. */
    public ObjectNode outputs() {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        template.path("outputs").properties().forEach(output -> {
            JsonNode definition = output.getValue();
            if (definition.hasNonNull("condition")
                    && !TemplateJson.resolve(definition.path("condition"), scope)
                            .asBoolean()) {
                return;
            }
            String type = definition.path("type").asText("object");
            ObjectNode shown =
                    outputs.putObject(OutputName.of(output.getKey())).put("type", TemplateParameters.capitalized(type));
            JsonNode value = output(definition);
            if (!TemplateParameters.isSecure(type)) {
                shown.set("value", value);
            }
        });
        return outputs;
    }

    private JsonNode output(JsonNode definition) {
        if (!definition.hasNonNull("copy")) {
            return TemplateJson.resolve(definition.path("value"), scope);
        }
        JsonNode copy = definition.path("copy");
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        int count = TemplateJson.count(copy, scope);
        for (int i = 0; i < count; i++) {
            values.add(TemplateJson.resolve(copy.path("input"), TemplateJson.at(i, "value", true, scope)));
        }
        return values;
    }

    private JsonNode reference(Arguments call) {
        String name = call.count(1, 3).text(0);
        Optional<Planned> own = meant(name).stream().findFirst();
        ResourceId id = own.map(Planned::id)
                .or(() -> ResourceId.parse(name).filter(other -> name.startsWith("/") && !other.isCollection()))
                .orElseThrow(() -> new TemplateException("The template resource '" + name
                        + "' referenced by the template function 'reference' is not defined in the template."));
        ObjectNode resource = azure.resource(id);
        return call.size() > 2 && call.text(2).equalsIgnoreCase("full") ? resource : resource.path("properties");
    }

    /** The resources that an entry of dependsOn, or the name in a reference, can mean. */
    private List<Planned> meant(String entry) {
        if (entry.startsWith("/")) {
            String key = ResourceId.key(entry);
            return matching(one -> one.id().key().equals(key));
        }
        List<Planned> byName = matching(one -> one.label().equals(entry)
                || !one.loop().isEmpty() && one.loop().equalsIgnoreCase(entry)
                || String.join("/", one.id().names()).equalsIgnoreCase(entry));
        if (!byName.isEmpty()) {
            return byName;
        }
        String path = ResourceId.key(place.scope() + "/providers/" + entry);
        return matching(one -> one.id().key().equals(path)
                || (one.id().type() + "/" + String.join("/", one.id().names())).equalsIgnoreCase(entry)
                || one.id().name().equalsIgnoreCase(entry));
    }

    private List<Planned> matching(Predicate<Planned> wanted) {
        return resources == null ? List.of() : resources.stream().filter(wanted).toList();
    }

    private void refuseCircles() {
        Map<String, Boolean> finished = new LinkedHashMap<>();
        resources.forEach(one -> walk(one, finished));
    }

    private void walk(Planned one, Map<String, Boolean> finished) {
        String key = one.id().key();
        Boolean state = finished.get(key);
        if (Boolean.TRUE.equals(state)) {
            return;
        }
        if (state != null) {
            throw new TemplateException("Circular dependency detected on resource: '" + one.id()
                    + "'. Please see https://aka.ms/arm-syntax-dependson for usage details.");
        }
        finished.put(key, false);
        dependencies(one).forEach(before -> walk(before, finished));
        finished.put(key, true);
    }

    /** Whether this deployment makes the resource. */
    public Optional<Planned> find(ResourceId id) {
        return resources.stream()
                .filter(one -> one.isDeployed() && one.id().key().equals(id.key()))
                .findFirst();
    }

    /** A refusal as a deployment gives it for a template that cannot be read. */
    public static ArmError invalid(TemplateException cause) {
        return ArmError.badRequest(
                "InvalidTemplate", "Deployment template validation failed: '" + cause.getMessage() + "'.");
    }
}
