// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code [/subscriptions/{s}]/providers[/{ns}]}, and registering one, which all of them are from the start. */
public final class ProviderRoutes implements Route {

    private final Providers providers;

    public ProviderRoutes(Providers providers) {
        this.providers = providers;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        List<String> parts = call.parts();
        boolean ofSubscription = parts.size() > 2 && parts.get(0).equalsIgnoreCase("subscriptions");
        String subscription = ofSubscription ? parts.get(1) : "";
        List<String> rest = ofSubscription ? parts.subList(2, parts.size()) : parts;
        if (rest.isEmpty() || !rest.get(0).equalsIgnoreCase("providers")) {
            return Optional.empty();
        }
        return switch (call.method() + " " + rest.size()) {
            case "GET 1" -> Optional.of(Reply.list(providers.all(subscription)));
            case "GET 2" -> Optional.of(Reply.ok(require(subscription, rest.get(1))));
            case "POST 3" -> registration(subscription, rest);
            default -> Optional.empty();
        };
    }

    private Optional<Reply> registration(String subscription, List<String> rest) {
        return switch (rest.get(2).toLowerCase(Locale.ROOT)) {
            case "register" -> Optional.of(Reply.ok(require(subscription, rest.get(1))));
            case "unregister" ->
                throw ArmError.conflict(
                        "SubscriptionResourceProviderInUse",
                        "Cannot unregister resource provider '" + rest.get(1)
                                + "': it is in use in this subscription.");
            default -> Optional.empty();
        };
    }

    private ObjectNode require(String subscription, String namespace) {
        return providers
                .find(subscription, namespace)
                .orElseThrow(() -> new ArmError(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid."));
    }
}
