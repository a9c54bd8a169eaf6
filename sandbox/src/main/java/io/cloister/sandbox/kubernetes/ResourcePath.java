// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.kubernetes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a URL path of the API names.
 *
 * @param group empty for the core group
 * @param namespace empty for what has none, and for a list over all namespaces
 * @param name empty for a collection
 * @param subresource such as {@code status}; mostly empty
 */
public record ResourcePath(
        String group, String version, String resource, String namespace, String name, String subresource) {

    public static ResourcePath of(String group, String resource, String namespace, String name) {
        return new ResourcePath(group, "v1", resource, namespace, name, "");
    }

    static Optional<ResourcePath> parse(String path) {
        List<String> parts =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        boolean core = !parts.isEmpty() && parts.get(0).equals("api");
        int rest = core ? 2 : 3;
        if (parts.size() <= rest || !(core || parts.get(0).equals("apis"))) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(rest - 1);
        boolean namespaced =
                parts.get(rest).equals("namespaces") && parts.size() > rest + 2 && !subresource(parts, rest);
        String namespace = namespaced ? parts.get(rest + 1) : "";
        int at = namespaced ? rest + 2 : rest;
        return Optional.of(new ResourcePath(
                group,
                version,
                parts.get(at),
                namespace,
                parts.size() > at + 1 ? parts.get(at + 1) : "",
                parts.size() > at + 2 ? parts.get(at + 2) : ""));
    }

    private static boolean subresource(List<String> parts, int rest) {
        return List.of("status", "finalize").contains(parts.get(rest + 2));
    }

    ResourcePath named(String newName) {
        return new ResourcePath(group, version, resource, namespace, newName, subresource);
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String qualifiedResource() {
        return group.isEmpty() ? resource : resource + "." + group;
    }

    /** The same object in all versions of its group. */
    String key() {
        return collection() + "/" + namespace + "/" + name;
    }

    String collection() {
        return group + "/" + resource;
    }
}
