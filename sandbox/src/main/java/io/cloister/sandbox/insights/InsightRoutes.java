// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.insights;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {scope}/providers/Microsoft.PolicyInsights/…} beside the states: events, of which no history is kept, metadata, and
 * what is asked of remediations beside themselves.
 */
public final class InsightRoutes implements Route {

    private static final Pattern PATH =
            Pattern.compile(".*/providers/microsoft\\.policyinsights/(.+)", Pattern.CASE_INSENSITIVE);

    private final Store store;

    public InsightRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher path = PATH.matcher(call.path());
        if (!path.matches()) {
            return Optional.empty();
        }
        String[] parts = path.group(1).toLowerCase(Locale.ROOT).split("/");
        String last = parts[parts.length - 1];
        return switch (call.method() + " " + parts[0]) {
            case "POST policyevents", "POST policytrackedresources", "POST componentpolicystates" ->
                Optional.of(nothing(call));
            case "GET policymetadata" -> Optional.of(metadata(parts));
            case "GET attestations" -> parts.length == 1 ? Optional.of(Reply.list(List.of())) : Optional.empty();
            case "POST remediations" -> ofRemediation(call, last);
            default -> Optional.empty();
        };
    }

    private static Reply nothing(Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("@odata.context", call.base() + call.path() + "/$metadata#latest")
                .put("@odata.count", 0)
                .putArray("value");
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
}
