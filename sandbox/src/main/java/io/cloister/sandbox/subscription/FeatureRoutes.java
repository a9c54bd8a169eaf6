// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.protocol.Call;
import io.cloister.sandbox.protocol.Page;
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
import java.util.stream.StreamSupport;

/**
 * {@code /subscriptions/{s}/providers/Microsoft.Features/…}: features of providers that are used on request. Some that Azure
 * documents are known; none changes how the sandbox behaves. What is registered is kept with the subscription. Source: Azure
 * docs, REST "Features".
 */
public final class FeatureRoutes implements Route {

    private static final Pattern ALL =
            Pattern.compile("(/subscriptions/[^/]+)/providers/Microsoft\\.Features/features", Pattern.CASE_INSENSITIVE);
    private static final Pattern PATH = Pattern.compile(
            "(/subscriptions/[^/]+)/providers/Microsoft\\.Features/providers/([^/]+)/features"
                    + "(?:/([^/]+)(?:/(register|unregister))?)?",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> KNOWN = List.of(
            "Microsoft.Compute/EncryptionAtHost",
            "Microsoft.Compute/SharedDisksForPremium",
            "Microsoft.Network/AllowBringYourOwnPublicIpAddress");

    private final Store store;

    public FeatureRoutes(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Reply> answer(Call call) {
        Matcher all = ALL.matcher(call.path());
        if (call.is("GET") && all.matches()) {
            return Optional.of(list(call, all.group(1), ""));
        }
        Matcher one = PATH.matcher(call.path());
        if (!one.matches()) {
            return Optional.empty();
        }
        String subscription = one.group(1);
        String provider = one.group(2);
        if (one.group(3) == null) {
            return call.is("GET") ? Optional.of(list(call, subscription, provider + "/")) : Optional.empty();
        }
        String feature = known(provider + "/" + one.group(3));
        String action = one.group(4) == null ? "" : one.group(4).toLowerCase(Locale.ROOT);
        return switch (call.method() + " " + action) {
            case "GET " -> Optional.of(Reply.ok(shown(subscription, feature, state(subscription, feature))));
            case "POST register" -> Optional.of(Reply.ok(register(subscription, feature)));
            case "POST unregister" -> Optional.of(Reply.ok(unregister(subscription, feature)));
            default -> Optional.empty();
        };
    }

    private Reply list(Call call, String subscription, String prefix) {
        return Page.of(
                call,
                KNOWN.stream()
                        .filter(feature -> feature.regionMatches(true, 0, prefix, 0, prefix.length()))
                        .map(feature -> shown(subscription, feature, state(subscription, feature)))
                        .toList());
    }

    private ObjectNode register(String subscription, String feature) {
        boolean there = state(subscription, feature).equals("Registered");
        if (!there) {
            registered(subscription).add(feature);
            keep(subscription);
        }
        return shown(subscription, feature, there ? "Registered" : "Registering");
    }

    private ObjectNode unregister(String subscription, String feature) {
        boolean there = state(subscription, feature).equals("Registered");
        ArrayNode registered = registered(subscription);
        for (int i = registered.size() - 1; i >= 0; i--) {
            if (registered.path(i).asText().equals(feature)) {
                registered.remove(i);
            }
        }
        keep(subscription);
        return shown(subscription, feature, there ? "Unregistering" : "Unregistered");
    }

    private String state(String subscription, String feature) {
        boolean registered = StreamSupport.stream(registered(subscription).spliterator(), false)
                .anyMatch(one -> one.asText().equals(feature));
        return registered ? "Registered" : "NotRegistered";
    }

    private ArrayNode registered(String subscription) {
        return store.get(subscription).orElseThrow().withArray("/features");
    }

    private void keep(String subscription) {
        store.put(ResourceId.of(subscription), store.get(subscription).orElseThrow());
    }

    private static String known(String asked) {
        return KNOWN.stream()
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new ArmError(
                        404,
                        "FeatureNotFound",
                        "The feature '" + asked.substring(asked.indexOf('/') + 1) + "' could not be found."));
    }

    private static ObjectNode shown(String subscription, String feature, String state) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.putObject("properties").put("state", state);
        return shown.put(
                        "id",
                        subscription + "/providers/Microsoft.Features/providers/"
                                + feature.replaceFirst("/", "/features/"))
                .put("type", "Microsoft.Features/providers/features")
                .put("name", feature);
    }
}
