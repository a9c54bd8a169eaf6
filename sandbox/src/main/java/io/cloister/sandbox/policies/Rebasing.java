// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.policies;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where exported things are in the sandbox, which has one subscription: management groups become it, other subscriptions
 * become it, and Azure's own stay where they are.
 */
final class Rebasing {

    private static final Pattern FOREIGN = Pattern.compile(
            "^(/providers/Microsoft\\.Management/managementGroups/[^/]+|/subscriptions/[^/]+|\\$\\{[^}]*}|)(/.*)?$",
            Pattern.CASE_INSENSITIVE);

    private final String subscription;
    private final Map<String, String> moved = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** @param subscription the scope: {@code /subscriptions/…} */
    Rebasing(String subscription) {
        this.subscription = subscription;
    }

    String scope(String scope) {
        Matcher foreign = FOREIGN.matcher(scope);
        return foreign.matches()
                ? subscription + Optional.ofNullable(foreign.group(2)).orElse("")
                : scope;
    }

    /** Its id here; another name than its own where two of different scopes would meet. */
    String place(Exported one) {
        if (one.isBuiltIn()) {
            return one.id();
        }
        String scope = scope(one.scope());
        String id = one.kind().id(scope, one.name());
        for (int i = 2; !taken.add(key(id)); i++) {
            id = one.kind().id(scope, one.name() + "-" + i);
        }
        if (!one.id().isEmpty()) {
            moved.put(key(one.id()), id);
        }
        return id;
    }

    /**
     * What a reference to an exported thing is here. Files of a collection say no ids of their own, and refer to one another
     * by names, below a management group to be filled in: {@code managementGroups/placeholder},
     * {@code ${root_scope_resource_id}}.
     */
    String reference(String id) {
        int provider = id.toLowerCase(Locale.ROOT).lastIndexOf("/providers/microsoft.authorization/");
        return Optional.ofNullable(moved.get(key(id)))
                .orElseGet(() -> provider > 0 ? scope(id.substring(0, provider)) + id.substring(provider) : id);
    }

    /** A scope within an assignment's; empty where all of the sandbox's subscription would be meant. */
    Optional<String> within(String scope) {
        return Optional.of(scope(scope)).filter(rebased -> !rebased.equalsIgnoreCase(subscription));
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
