// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.policy.Restrictions;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads of policy's resources, whose lists have their own idea of a scope, and {@code checkPolicyRestrictions}. */
public final class PolicyRoutes implements Route {

    private static final Pattern CLAUSE = Pattern.compile(
            "(policyType|policyDefinitionId|policyAssignmentId|category)\\s+eq\\s+'([^']*)'", Pattern.CASE_INSENSITIVE);

    private static final Map<String, String> ALL_VERSIONS = Map.of(
            "microsoft.authorization/listpolicydefinitionversions", PolicyTypes.DEFINITIONS,
            "microsoft.authorization/listpolicysetdefinitionversions", PolicyTypes.SETS);

    private final Store store;
    private final PolicyGate policy;

    public PolicyRoutes(Store store, PolicyGate policy) {
        this.store = store;
        this.policy = policy;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path()).flatMap(id -> answer(call, id));
    }

    private Optional<Reply> answer(Call call, ResourceId id) {
        if (call.is("POST") && is(id, "Microsoft.PolicyInsights/checkPolicyRestrictions") && id.isCollection()) {
            return Optional.of(
                    Reply.ok(Restrictions.answer(call.json(), content -> policy.verdict(call, id.scope(), content))));
        }
        if (call.is("POST") && ALL_VERSIONS.containsKey(id.type().toLowerCase(Locale.ROOT)) && id.isCollection()) {
            ResourceId collection = ResourceId.of(
                    id.scope() + "/providers/" + ALL_VERSIONS.get(id.type().toLowerCase(Locale.ROOT)));
            return Optional.of(Page.of(
                    call, definitions(collection).map(PolicyRoutes::version).toList()));
        }
        boolean definitions = is(id.root(), PolicyTypes.DEFINITIONS) || is(id.root(), PolicyTypes.SETS);
        boolean holders = is(id, PolicyTypes.ASSIGNMENTS) || is(id, PolicyTypes.EXEMPTIONS);
        if (!call.is("GET") || !definitions && !holders) {
            return Optional.empty();
        }
        if (definitions && !id.isTopLevel()) {
            return Optional.of(versions(id));
        }
        if (!id.isCollection()) {
            return Optional.of(Reply.ok(find(id)));
        }
        Stream<ObjectNode> found = definitions ? definitions(id) : holders(call, id);
        return Optional.of(Page.of(
                call, found.filter(one -> matches(call.filter(), one)).toList()));
    }

    private ObjectNode find(ResourceId id) {
        return store.get(id)
                .orElseThrow(() -> new ArmError(
                        404,
                        notFound(id),
                        "The " + word(id).toLowerCase(Locale.ROOT) + " '" + id.name() + "' could not be found."));
    }

    /** Azure keeps every version of a definition; here there is the one. */
    private Reply versions(ResourceId id) {
        ObjectNode definition = version(find(id.root()));
        String version = definition.path("name").asText();
        if (id.isCollection()) {
            return Reply.list(List.of(definition));
        }
        if (!id.name().equals(version)) {
            throw new ArmError(
                    404, notFound(id), "The version '" + id.name() + "' of the definition could not be found.");
        }
        return Reply.ok(definition);
    }

    private static ObjectNode version(ObjectNode definition) {
        ObjectNode shown = definition.deepCopy();
        String version = definition.path("properties").path("version").asText("1.0.0");
        return shown.put("id", definition.path("id").asText() + "/versions/" + version)
                .put("name", version)
                .put("type", definition.path("type").asText() + "/versions");
    }

    /** Those of this scope and of management groups above it, and the built-in ones, which every scope has. */
    private Stream<ObjectNode> definitions(ResourceId collection) {
        return store.ofType(collection.type()).stream().filter(one -> {
            String scope = ResourceId.of(one.path("id").asText()).scope();
            return scope.isEmpty()
                    || ResourceId.key(scope).equals(ResourceId.key(collection.scope()))
                    || scope.startsWith("/providers/") && AccessControl.covers(scope, collection.scope());
        });
    }

    /** Those that hold at the scope, and those below it; a filter leaves out the one or the other. */
    private Stream<ObjectNode> holders(Call call, ResourceId collection) {
        String filter = call.filter().toLowerCase(Locale.ROOT);
        boolean exact = filter.contains("atexactscope()");
        boolean below = !filter.contains("atscope()") && !exact;
        String wanted = ResourceId.key(collection.scope());
        return store.ofType(collection.type()).stream().filter(one -> {
            String scope = ResourceId.of(one.path("id").asText()).scope();
            return ResourceId.key(scope).equals(wanted)
                    || !exact && AccessControl.covers(scope, collection.scope())
                    || below && AccessControl.covers(collection.scope(), scope);
        });
    }

    private static boolean matches(String filter, JsonNode resource) {
        Matcher clauses = CLAUSE.matcher(filter);
        return clauses.results().allMatch(clause -> {
            JsonNode properties = resource.path("properties");
            JsonNode value = clause.group(1).equalsIgnoreCase("category")
                    ? properties.path("metadata").path("category")
                    : StreamSupport.stream(properties.properties().spliterator(), false)
                            .filter(property -> property.getKey().equalsIgnoreCase(clause.group(1)))
                            .<JsonNode>map(property -> property.getValue())
                            .findFirst()
                            .orElse(properties.path("none"));
            return value.asText().equalsIgnoreCase(clause.group(2));
        });
    }

    private static String notFound(ResourceId id) {
        return word(id).replace(" ", "") + "NotFound";
    }

    private static String word(ResourceId id) {
        return switch (id.types().get(0).toLowerCase(Locale.ROOT)) {
            case "policydefinitions" -> "Policy Definition";
            case "policysetdefinitions" -> "Policy Set Definition";
            case "policyassignments" -> "Policy Assignment";
            default -> "Policy Exemption";
        };
    }

    private static boolean is(ResourceId id, String type) {
        return id.type().equalsIgnoreCase(type);
    }
}
