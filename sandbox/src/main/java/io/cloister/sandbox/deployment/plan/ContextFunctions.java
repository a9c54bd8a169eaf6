// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.deployment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloister.sandbox.template.Arguments;
import io.cloister.sandbox.template.Scope;
import io.cloister.sandbox.template.TemplateException;
import io.cloister.sandbox.template.function.PureFunctions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** The functions that say where a template is deployed. Source: Azure docs, "Scope functions" and "Deployment functions". */
final class ContextFunctions {

    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private ContextFunctions() {}

    static Layer of(Placement place, Surroundings azure, JsonNode deployment) {
        Layer functions = new Layer(PureFunctions.INSTANCE);
        IdFunctions.define(functions, place);
        return functions
                .define("resourceGroup", call -> group(call, place, azure))
                .define("subscription", call -> subscription(call, place, azure))
                .define("managementGroup", call -> managementGroup(call, place, azure))
                .define("tenant", call -> tenant(place, azure))
                .define("deployment", call -> deployment)
                .define("environment", call -> azure.environment())
                .define("providers", call -> providers(call, azure))
                .define("pickZones", ContextFunctions::zones)
                .define(
                        "utcNow",
                        call -> new TextNode(NOW.withZone(ZoneOffset.UTC).format(azure.now())))
                .define("newGuid", call -> new TextNode(UUID.randomUUID().toString()));
    }

    private static JsonNode group(Arguments call, Placement place, Surroundings azure) {
        String name = place.group().orElseThrow(() -> call.wrong("is not valid at the scope of a subscription"));
        ObjectNode stored = azure.container(place.scope());
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("id", stored.path("id").asText(place.scope()))
                .put("name", stored.path("name").asText(name))
                .put("type", "Microsoft.Resources/resourceGroups")
                .put("location", stored.path("location").asText());
        group.set("tags", stored.path("tags").isObject() ? stored.path("tags") : group.objectNode());
        group.putObject("properties").put("provisioningState", "Succeeded");
        return group;
    }

    private static JsonNode managementGroup(Arguments call, Placement place, Surroundings azure) {
        String id =
                place.managementGroup().orElseThrow(() -> call.wrong("is valid at the scope of a management group"));
        ObjectNode stored = azure.container(id);
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("id", stored.path("id").asText(id))
                .put("name", stored.path("name").asText())
                .put("type", "/providers/Microsoft.Management/managementGroups");
        group.set("properties", stored.path("properties"));
        return group;
    }

    private static JsonNode subscription(Arguments call, Placement place, Surroundings azure) {
        if (place.managementGroup().isPresent()) {
            throw call.wrong("is not valid at the scope of a management group");
        }
        ObjectNode stored = azure.container(place.subscriptionId());
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", place.subscriptionId())
                .put("subscriptionId", place.subscription())
                .put("tenantId", stored.path("tenantId").asText())
                .put("displayName", stored.path("displayName").asText());
    }

    private static JsonNode tenant(Placement place, Surroundings azure) {
        String id = place.managementGroup()
                .map(group -> azure.container(group).path("properties"))
                .orElseGet(() -> azure.container(place.subscriptionId()))
                .path("tenantId")
                .asText();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "/tenants/" + id)
                .put("tenantId", id)
                .put("tenantCategory", "Home")
                .put("displayName", "Sandbox");
    }

    private static JsonNode providers(Arguments call, Surroundings azure) {
        String namespace = call.count(2, 2).text(0);
        return azure.providerType(namespace, call.text(1))
                .orElseThrow(() -> call.wrong("finds no type '" + call.text(1) + "' of '" + namespace + "'"));
    }

    private static JsonNode zones(Arguments call) {
        long number = call.size() > 3 ? call.number(3) : 1;
        var zones = JsonNodeFactory.instance.arrayNode();
        List.of("1", "2", "3").stream().limit(number).forEach(zones::add);
        return zones;
    }

    /** A template's own functions see their parameters, and nothing else of the template. */
    static void defineOwn(JsonNode functions, Layer into, Scope pure) {
        for (JsonNode namespace : functions) {
            namespace
                    .path("members")
                    .properties()
                    .forEach(member -> into.define(
                            namespace.path("namespace").asText() + "." + member.getKey(),
                            call -> own(call, member.getValue(), pure)));
        }
    }

    private static JsonNode own(Arguments call, JsonNode member, Scope pure) {
        JsonNode parameters = member.path("parameters");
        call.count(parameters.size(), parameters.size());
        List<JsonNode> values = call.all().toList();
        Layer inner = new Layer(pure).define("parameters", asked -> {
            for (int i = 0; i < parameters.size(); i++) {
                if (parameters.get(i).path("name").asText().equalsIgnoreCase(asked.text(0))) {
                    return values.get(i);
                }
            }
            throw new TemplateException("The template parameter '" + asked.text(0) + "' is not found.");
        });
        return TemplateJson.resolve(member.path("output").path("value"), inner);
    }
}
