// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of a resource, or of a collection of them ({@code names} is then one shorter than {@code types}).
 *
 * @param scope what stands before the last {@code /providers/}
 * @param types for a subnet: virtualNetworks, subnets
 */
public record ResourceId(String scope, String namespace, List<String> types, List<String> names) {

    private static final String GROUP_NAMESPACE = "Microsoft.Resources";
    private static final String GROUPS = "resourceGroups";
    private static final String SUBSCRIPTIONS = "subscriptions";

    public ResourceId {
        types = List.copyOf(types);
        names = List.copyOf(names);
    }

    /** Empty where the path is none of a resource, a resource group, a subscription, or a collection of those. */
    public static Optional<ResourceId> parse(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        parts.removeIf(String::isEmpty);
        int provider = lastProvider(parts);
        if (provider < 0) {
            return withoutProvider(parts);
        }
        if (parts.size() < provider + 3) {
            return Optional.empty();
        }
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = provider + 2; i < parts.size(); i++) {
            ((i - provider) % 2 == 0 ? types : names).add(parts.get(i));
        }
        return Optional.of(new ResourceId(scope(parts.subList(0, provider)), parts.get(provider + 1), types, names));
    }

    public static ResourceId of(String path) {
        return parse(path).orElseThrow(() -> new IllegalArgumentException("not a resource id: " + path));
    }

    private static Optional<ResourceId> withoutProvider(List<String> parts) {
        if (parts.isEmpty() || parts.size() > 4 || !parts.get(0).equalsIgnoreCase(SUBSCRIPTIONS)) {
            return Optional.empty();
        }
        if (parts.size() <= 2) {
            return Optional.of(
                    new ResourceId("", GROUP_NAMESPACE, List.of(SUBSCRIPTIONS), parts.subList(1, parts.size())));
        }
        return parts.get(2).equalsIgnoreCase(GROUPS)
                ? Optional.of(new ResourceId(
                        scope(parts.subList(0, 2)), GROUP_NAMESPACE, List.of(GROUPS), parts.subList(3, parts.size())))
                : Optional.empty();
    }

    private static int lastProvider(List<String> parts) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).equalsIgnoreCase("providers")) {
                return i;
            }
        }
        return -1;
    }

    private static String scope(List<String> parts) {
        StringBuilder scope = new StringBuilder();
        for (String part : parts) {
            scope.append('/').append(canonicalWord(part));
        }
        return scope.toString();
    }

    private static String canonicalWord(String part) {
        for (String word : List.of(SUBSCRIPTIONS, GROUPS, "providers")) {
            if (word.equalsIgnoreCase(part)) {
                return word;
            }
        }
        return part;
    }

    public boolean isCollection() {
        return names.size() < types.size();
    }

    public String type() {
        return namespace + "/" + String.join("/", types);
    }

    public String name() {
        return names.get(names.size() - 1);
    }

    public String lastType() {
        return types.get(types.size() - 1);
    }

    public boolean isTopLevel() {
        return types.size() == 1;
    }

    public boolean isGroup() {
        return namespace.equals(GROUP_NAMESPACE) && lastType().equals(GROUPS);
    }

    public boolean isSubscription() {
        return namespace.equals(GROUP_NAMESPACE) && lastType().equals(SUBSCRIPTIONS);
    }

    /** The resource that this one is a child of; only where it is one. */
    public ResourceId parent() {
        int depth = types.size() - 1;
        return new ResourceId(
                scope, namespace, types.subList(0, depth), names.subList(0, Math.min(depth, names.size())));
    }

    /** The outermost resource: a subnet's network. */
    public ResourceId root() {
        return isTopLevel() ? this : new ResourceId(scope, namespace, types.subList(0, 1), names.subList(0, 1));
    }

    public ResourceId child(String type, String name) {
        List<String> childTypes = new ArrayList<>(types);
        childTypes.add(type);
        List<String> childNames = new ArrayList<>(names);
        childNames.add(name);
        return new ResourceId(scope, namespace, childTypes, childNames);
    }

    /** The same id with the type written as its provider writes it. */
    public ResourceId typed(String canonicalType) {
        List<String> parts = List.of(canonicalType.split("/"));
        return new ResourceId(scope, parts.get(0), parts.subList(1, parts.size()), names);
    }

    public String subscription() {
        return part(SUBSCRIPTIONS).orElse("");
    }

    /** {@code /subscriptions/…/resourceGroups/…}; empty for what lives elsewhere. */
    public Optional<String> groupId() {
        return part(GROUPS).map(group -> "/subscriptions/" + subscription() + "/resourceGroups/" + group);
    }

    private Optional<String> part(String word) {
        String[] parts = toString().split("/");
        for (int i = 1; i + 1 < parts.length; i += 2) {
            if (parts[i].equalsIgnoreCase(word)) {
                return Optional.of(parts[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** Ids compare without case: this is the one to compare by. */
    public String key() {
        return key(toString());
    }

    public static String key(String id) {
        String key = id.toLowerCase(Locale.ROOT);
        return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scope);
        if (!namespace.equals(GROUP_NAMESPACE)
                || !(lastType().equals(GROUPS) || lastType().equals(SUBSCRIPTIONS))) {
            text.append("/providers/").append(namespace);
        }
        for (int i = 0; i < types.size(); i++) {
            text.append('/').append(types.get(i));
            if (i < names.size()) {
                text.append('/').append(names.get(i));
            }
        }
        return text.toString();
    }
}
