// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.policy.field.Target;
import io.cloister.sandbox.policy.language.Parameters;
import io.cloister.sandbox.policy.language.Rule;
import io.cloister.sandbox.policy.language.RuleContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies in a subscription, asked about resources; JSON is written with single quotes for double ones. */
public final class Asked {

    public static final String SUBSCRIPTION = "/subscriptions/0b1f6471-1bf0-4dda-aec3-111122223333";
    public static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-prod";
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> definitions = new HashMap<>();
    private final List<ObjectNode> assignments = new ArrayList<>();
    private final List<ObjectNode> exemptions = new ArrayList<>();

    /** Whether a condition holds of a resource, with {@code {name: value}} for parameters. */
    public static boolean holds(String condition, String resource, String parameters) {
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        ObjectNode given = json("{}");
        json(parameters)
                .properties()
                .forEach(one -> given.putObject(one.getKey()).set("value", one.getValue()));
        ObjectNode rule = json("{'then':{'effect':'deny'}}");
        rule.set("if", json(condition));
        return Rule.parse(rule)
                .evaluate(new RuleContext(
                        target(json(resource)), Parameters.of(none, given), json("{'assignmentId':'/a'}")))
                .holds();
    }

    public static boolean holds(String condition, String resource) {
        return holds(condition, resource, "{}");
    }

    /** Where the resource says no id of its own it is in the group. */
    public static Target target(ObjectNode resource) {
        String id = resource.path("id")
                .asText(GROUP + "/providers/" + resource.path("type").asText() + "/"
                        + resource.path("name").asText("x"));
        return new Target(
                resource,
                id,
                "2025-03-01",
                json("{'name':'rg-prod','location':'westeurope','tags':{'owner':'red team'}}"),
                json("{'id':'" + SUBSCRIPTION
                        + "','subscriptionId':'0b1f6471-1bf0-4dda-aec3-111122223333','displayName':'Sandbox'}"),
                json("{'idtyp':'app','appid':'a-client'}"),
                NOW);
    }

    public Asked define(String name, ObjectNode definition) {
        definition.put("id", definition(name)).put("name", name);
        definitions.put(definition(name), definition);
        return this;
    }

    public Asked define(String name, String properties) {
        ObjectNode definition = json("{}");
        definition.set("properties", json(properties));
        return define(name, definition);
    }

    /** Assigned to the subscription, as all in it are unless their properties say otherwise. */
    public Asked assign(String name, String definition, String properties) {
        ObjectNode assignment = json("{}");
        ObjectNode given = json(properties);
        String scope = given.path("scope").asText(SUBSCRIPTION);
        assignment
                .put("id", scope + "/providers/Microsoft.Authorization/policyAssignments/" + name)
                .put("name", name)
                .set("properties", given.put("policyDefinitionId", definition(definition)));
        assignments.add(assignment);
        return this;
    }

    public Asked exempt(String scope, String assignment, String properties) {
        ObjectNode exemption = json("{}");
        exemption
                .put("id", scope + "/providers/Microsoft.Authorization/policyExemptions/x")
                .set(
                        "properties",
                        json(properties)
                                .put("exemptionCategory", "Waiver")
                                .put(
                                        "policyAssignmentId",
                                        SUBSCRIPTION + "/providers/Microsoft.Authorization/policyAssignments/"
                                                + assignment));
        exemptions.add(exemption);
        return this;
    }

    public Verdict about(String resource) {
        return engine().onWrite(target(json(resource)), false);
    }

    public boolean denies(String resource) {
        return !about(resource).denials().isEmpty();
    }

    public PolicyEngine engine() {
        return new PolicyEngine(
                new Policies(id -> Optional.ofNullable(definitions.get(id)), () -> assignments, () -> exemptions));
    }

    public static String definition(String name) {
        return SUBSCRIPTION + "/providers/Microsoft.Authorization/policyDefinitions/" + name;
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"').replace('`', '\''));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A definition as published, from this package's resources. */
    public static ObjectNode published(String file) {
        try (InputStream in = Asked.class.getResourceAsStream(file)) {
            JsonNode read = JSON.readTree(in);
            return (ObjectNode) read;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
