// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Reply;
import io.cloister.sandbox.protocol.Route;
import io.cloister.sandbox.resource.ArmError;
import io.cloister.sandbox.resource.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code [/subscriptions/{s}]/providers[/{ns}[/resourceTypes]]}, and registering one, as those that the sandbox has are from the start. */
public final class ProviderRoutes implements Route {

    private final Providers providers;
    private final Registrations registrations;

    public ProviderRoutes(Providers providers, Store store) {
        this.providers = providers;
        this.registrations = new Registrations(store);
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
            case "GET 1" -> Optional.of(Reply.list(all(subscription)));
            case "GET 3" -> ofProvider(subscription, rest);
            case "GET 2" -> Optional.of(Reply.ok(require(subscription, rest.get(1))));
            case "POST 3" -> registration(subscription, rest);
            case "GET 5" -> features(subscription, rest);
            default -> Optional.empty();
        };
    }

    private List<ObjectNode> all(String subscription) {
        List<ObjectNode> all = new ArrayList<>(providers.all(subscription));
        Registrations.names().forEach(name -> all.add(byNameAlone(subscription, name)));
        return all;
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
        Optional<String> byNameAlone = Registrations.name(rest.get(1));
        switch (rest.get(2).toLowerCase(Locale.ROOT)) {
            case "register" -> byNameAlone.ifPresent(name -> registrations.set(subscription, name, true));
            case "unregister" ->
                registrations.set(subscription, byNameAlone.orElseThrow(() -> inUse(rest.get(1))), false);
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

    private static ArmError inUse(String namespace) {
        return ArmError.conflict(
                "SubscriptionResourceProviderInUse",
                "Cannot unregister resource provider '" + namespace + "': it is in use in this subscription.");
    }

    private ObjectNode require(String subscription, String namespace) {
        return providers
                .find(subscription, namespace)
                .or(() -> Registrations.name(namespace).map(name -> byNameAlone(subscription, name)))
                .orElseThrow(() -> new ArmError(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid."));
    }

    private ObjectNode byNameAlone(String subscription, String name) {
        ObjectNode provider = JsonNodeFactory.instance.objectNode();
        provider.put("id", "/subscriptions/" + subscription + "/providers/" + name)
                .put("namespace", name)
                .put("registrationPolicy", "RegistrationRequired")
                .put("registrationState", registrations.has(subscription, name) ? "Registered" : "NotRegistered");
        provider.putArray("resourceTypes");
        return provider;
    }
}
