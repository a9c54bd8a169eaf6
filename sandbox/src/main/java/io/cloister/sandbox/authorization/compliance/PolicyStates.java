// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization.compliance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code Microsoft.PolicyInsights/policyStates}: how what exists stands with policy. There is no history: each query scans
 * anew, so that a scan that is asked for has always ended.
 *
 * <p>Source: azure-rest-api-specs, policyinsights, 2019-10-01, policyStates.
 */
public final class PolicyStates implements Route {

    private static final String TYPE = "microsoft.policyinsights/policystates";
    /** Kept in their parents, and resources to policy all the same. */
    private static final Set<String> INLINE = Set.of("subnets", "virtualNetworkPeerings", "securityRules", "routes");

    private final Store store;
    private final PolicyGate policy;
    private final SandboxClock clock;

    public PolicyStates(Store store, PolicyGate policy, SandboxClock clock) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id ->
                        call.is("POST") && id.type().toLowerCase(Locale.ROOT).startsWith(TYPE + "/"))
                .flatMap(id -> switch (id.lastType().toLowerCase(Locale.ROOT)) {
                    case "queryresults" -> Optional.of(results(call, id));
                    case "summarize" -> Optional.of(summary(call, id));
                    case "triggerevaluation" -> Optional.of(Reply.empty(200));
                    default -> Optional.empty();
                });
    }

    private Reply results(Call call, ResourceId query) {
        List<ObjectNode> states = StateFilter.parse(call.filter()).of(states(call, query));
        String context = context(call, query) + "#" + query.names().get(0);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", context).put("@odata.count", states.size());
        ArrayNode value = answer.putArray("value");
        List<String> fields = fields(call);
        states.stream().limit(call.top()).map(state -> odata(state, context)).forEach(state -> {
            value.add(fields.isEmpty() ? state : state.retain(fields));
        });
        return Reply.ok(answer);
    }

    private Reply summary(Call call, ResourceId query) {
        List<ObjectNode> states = StateFilter.parse(call.filter()).of(states(call, query));
        String context = context(call, query) + "#summary";
        String uri =
                call.base() + query.scope() + "/providers/Microsoft.PolicyInsights/policyStates/latest/queryResults"
                        + "?api-version=" + call.apiVersion() + "&$filter=";
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", context).put("@odata.count", 1);
        answer.putArray("value").add(odata(new StateSummary(uri).of(states), context));
        return Reply.ok(answer);
    }

    private static List<String> fields(Call call) {
        return Stream.of(call.query().getOrDefault("$select", "").split(","))
                .map(String::trim)
                .filter(field -> !field.isEmpty())
                .toList();
    }

    private static String context(Call call, ResourceId query) {
        return call.base() + query.scope() + "/providers/Microsoft.PolicyInsights/policyStates/$metadata";
    }

    private static ObjectNode odata(ObjectNode content, String context) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putNull("@odata.id").put("@odata.context", context + "/$entity");
        return whole.setAll(content);
    }

    /** The scope is a place, or an assignment, definition or set: then it is about those that stand with it. */
    private Stream<ObjectNode> states(Call call, ResourceId query) {
        Optional<ResourceId> policyObject = ResourceId.parse(query.scope())
                .filter(id -> id.type().toLowerCase(Locale.ROOT).startsWith("microsoft.authorization/policy"));
        String scope = policyObject.map(ResourceId::scope).orElse(query.scope());
        return resources(scope)
                .flatMap(resource -> policy.compliance(call, resource).stream()
                        .map(one -> StateRecord.of(
                                one,
                                resource,
                                clock.now().truncatedTo(ChronoUnit.SECONDS).toString())))
                .filter(state -> policyObject.isEmpty() || concerns(state, policyObject.get()));
    }

    private static boolean concerns(JsonNode state, ResourceId policyObject) {
        return Stream.of("policyAssignmentId", "policyDefinitionId", "policySetDefinitionId")
                .anyMatch(field -> ResourceId.key(state.path(field).asText()).equals(policyObject.key()));
    }

    private Stream<ObjectNode> resources(String scope) {
        return store.all().toList().stream()
                .flatMap(resource -> Stream.concat(Stream.of(resource), inline(resource).stream()))
                .filter(resource ->
                        AccessControl.covers(scope, resource.path("id").asText()));
    }

    private static List<ObjectNode> inline(ObjectNode resource) {
        List<ObjectNode> children = new ArrayList<>();
        for (String collection : INLINE) {
            resource.path("properties").path(collection).forEach(child -> {
                if (child instanceof ObjectNode object && object.path("id").isTextual()) {
                    children.add(object);
                }
            });
        }
        return children;
    }
}
