// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code [/subscriptions/{s}]/providers[/{ns}[/resourceTypes]]}, and registering one, as those that the sandbox has are from the start. */
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
            case "GET 3" -> ofProvider(subscription, rest);
            case "GET 2" -> Optional.of(Reply.ok(require(subscription, rest.get(1))));
            case "POST 3" -> registration(subscription, rest);
            case "GET 5" -> features(subscription, rest);
            default -> Optional.empty();
        };
    }

    /** Its types alone; no service of its own acts in the subscription, so that none has permissions there. */
    private Optional<Reply> ofProvider(String subscription, List<String> rest) {
        return switch (rest.get(2).toLowerCase(Locale.ROOT)) {
            case "resourcetypes" -> {
                List<JsonNode> types = new ArrayList<>();
                require(subscription, rest.get(1)).path("resourceTypes").forEach(types::add);
                yield Optional.of(Reply.list(types));
            }
            case "providerpermissions" -> {
                require(subscription, rest.get(1));
                yield Optional.of(Reply.list(List.of()));
            }
            default -> Optional.empty();
        };
    }

    private Optional<Reply> registration(String subscription, List<String> rest) {
        switch (rest.get(2).toLowerCase(Locale.ROOT)) {
            case "register" -> providers.register(subscription, rest.get(1));
            case "unregister" -> providers.unregister(subscription, rest.get(1));
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(Reply.ok(require(subscription, rest.get(1))));
    }

    /** A provider's preview features: it has none. */
    private Optional<Reply> features(String subscription, List<String> rest) {
        boolean asked = rest.get(1).equalsIgnoreCase("Microsoft.Features")
                && rest.get(2).equalsIgnoreCase("providers")
                && rest.get(4).equalsIgnoreCase("features");
        if (!asked) {
            return Optional.empty();
        }
        require(subscription, rest.get(3));
        return Optional.of(Reply.list(List.of()));
    }

    private ObjectNode require(String subscription, String namespace) {
        return providers
                .find(subscription, namespace)
                .orElseThrow(() -> new ArmError(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid."));
    }
}
