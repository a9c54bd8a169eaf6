// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.PolicyGate;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {scope}/providers/Microsoft.PolicyInsights/…}: states as a list and in sum, evaluation on demand, events, metadata,
 * and what is asked of remediations beside themselves.
 */
public final class InsightRoutes implements Route {

    private static final Pattern PATH =
            Pattern.compile("(.*)/providers/microsoft\\.policyinsights/(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLAUSE =
            Pattern.compile("(\\w+)\\s+(eq|ne)\\s+(?:'([^']*)'|(true|false))", Pattern.CASE_INSENSITIVE);

    private final Store store;
    private final PolicyStates states;
    private final SandboxClock clock;

    public InsightRoutes(Store store, PolicyGate policy, SandboxClock clock) {
        this.store = store;
        this.states = new PolicyStates(store, policy);
        this.clock = clock;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        String scope = path.group(1);
        String[] parts = path.group(2).toLowerCase(Locale.ROOT).split("/");
        String last = parts[parts.length - 1];
        return switch (call.method() + " " + parts[0]) {
            case "POST policystates" -> ofStates(call, scope, last);
            case "POST policyevents", "POST policytrackedresources", "POST componentpolicystates" ->
                Optional.of(listed(call, List.of()));
            case "GET policymetadata" -> Optional.of(metadata(parts));
            case "GET attestations" -> parts.length == 1 ? Optional.of(Reply.list(List.of())) : Optional.empty();
            case "POST remediations" -> ofRemediation(call, last);
            default -> Optional.empty();
        };
    }

    private Optional<Reply> ofStates(Call call, String scope, String asked) {
        ResourceId of = ResourceId.parse(scope)
                .filter(id -> store.get(id).isPresent())
                .orElseThrow(() -> ResourceId.parse(scope)
                        .map(ArmError::notFound)
                        .orElseGet(() -> new ArmError(404, "NotFound", "There is no '" + scope + "'.")));
        return switch (asked) {
            case "queryresults" -> Optional.of(listed(call, found(call, of)));
            case "summarize" -> {
                String query = call.base() + call.path().replaceAll("(?i)summarize$", "queryResults");
                yield Optional.of(Reply.list(List.of(states.summary(found(call, of), query))));
            }
            case "triggerevaluation" -> Optional.of(Reply.empty(200));
            default -> Optional.empty();
        };
    }

    private List<ObjectNode> found(Call call, ResourceId of) {
        return states.of(call, of, clock.now()).stream()
                .filter(state -> CLAUSE.matcher(call.filter()).results().allMatch(clause -> {
                    String wanted = clause.group(3) == null ? clause.group(4) : clause.group(3);
                    boolean same = value(state, clause.group(1)).equalsIgnoreCase(wanted);
                    return same == clause.group(2).equalsIgnoreCase("eq");
                }))
                .toList();
    }

    private static Reply listed(Call call, List<ObjectNode> found) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", call.base() + call.path() + "/$metadata#latest")
                .put("@odata.count", found.size());
        List<String> fields = Arrays.stream(
                        call.query().getOrDefault("$select", "").split(","))
                .map(String::trim)
                .filter(field -> !field.isEmpty())
                .toList();
        long top = Long.parseLong("0" + call.query().getOrDefault("$top", "").replaceAll("\\D", ""));
        var value = answer.putArray("value");
        found.stream().limit(top == 0 ? found.size() : top).forEach(state -> {
            ObjectNode shown = state.deepCopy();
            if (!fields.isEmpty()) {
                shown.retain(fields);
            }
            value.add(shown);
        });
        return Reply.ok(answer);
    }

    /** The controls of regulatory standards, of which there are none here. */
    private static Reply metadata(String[] parts) {
        if (parts.length > 1) {
            throw new ArmError(
                    404,
                    "PolicyMetadataNotFound",
                    "The policy metadata resource '" + parts[1] + "' could not be found.");
        }
        return Reply.list(List.of());
    }

    private Optional<Reply> ofRemediation(Call call, String asked) {
        ResourceId action = ResourceId.of(call.path());
        ResourceId id = action.parent();
        ObjectNode remediation = store.get(id)
                .orElseThrow(() -> new ArmError(
                        404, "RemediationNotFound", "The remediation '" + id.name() + "' could not be found."));
        return switch (asked) {
            case "listdeployments" -> Optional.of(Reply.list(List.of()));
            case "cancel" ->
                throw ArmError.badRequest(
                        "InvalidCancelRemediationRequest",
                        "A completed remediation cannot be cancelled. The remediation '"
                                + remediation.path("name").asText() + "' is in state 'Succeeded'.");
            default -> Optional.empty();
        };
    }

    private static String value(JsonNode state, String field) {
        return state.properties().stream()
                .filter(property -> property.getKey().equalsIgnoreCase(field))
                .map(property -> property.getValue().asText())
                .findFirst()
                .orElse("");
    }
}
