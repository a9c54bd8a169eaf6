// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.authorization.roles.AccessControl;
import io.cloister.sandbox.policy.Restrictions;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked of a scope: policy assignments that hold there, and policy restrictions. */
public final class AuthorizationRoutes implements Route {

    private final Store store;
    private final PolicyGate policy;

    public AuthorizationRoutes(Store store, PolicyGate policy) {
        this.store = store;
        this.policy = policy;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        return ResourceId.parse(call.path())
                .filter(id -> id.isTopLevel()
                        && id.namespace().toLowerCase(Locale.ROOT).startsWith("microsoft."))
                .flatMap(id -> answer(call, id));
    }

    private Optional<Reply> answer(Call call, ResourceId id) {
        if (id.isCollection()
                && call.is("POST")
                && id.type().equalsIgnoreCase("Microsoft.PolicyInsights/checkPolicyRestrictions")) {
            return Optional.of(
                    Reply.ok(Restrictions.answer(call.json(), content -> policy.findings(content, id.scope()))));
        }
        if (!call.is("GET") || !id.namespace().equalsIgnoreCase("Microsoft.Authorization")) {
            return Optional.empty();
        }
        return switch (id.lastType().toLowerCase(Locale.ROOT)) {
            case "policyassignments" -> id.isCollection() ? Optional.of(assignments(call, id)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Those at the scope and above; without {@code atScope()} those below it too. */
    private Reply assignments(Call call, ResourceId collection) {
        boolean below = !call.filter().toLowerCase(Locale.ROOT).contains("atscope()");
        List<ObjectNode> found = store.ofType(collection.type()).stream()
                .filter(one -> {
                    String scope = one.path("properties").path("scope").asText();
                    return AccessControl.covers(scope, collection.scope())
                            || below && AccessControl.covers(collection.scope(), scope);
                })
                .toList();
        return Reply.list(found);
    }
}
