// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.controller;

import io.cloister.sandbox.kubernetes.ResourcePath;

/** The objects that controllers look at. */
public final class Paths {

    public static final String SYSTEM = "kube-system";
    public static final ResourcePath NODES = node("");
    public static final ResourcePath SERVICES = service("", "");

    private Paths() {}

    public static ResourcePath node(String name) {
        return ResourcePath.of("", "nodes", "", name);
    }

    public static ResourcePath service(String namespace, String name) {
        return ResourcePath.of("", "services", namespace, name);
    }

    public static ResourcePath secret(String namespace, String name) {
        return ResourcePath.of("", "secrets", namespace, name);
    }

    public static ResourcePath configMap(String namespace, String name) {
        return ResourcePath.of("", "configmaps", namespace, name);
    }

    public static ResourcePath deployment(String namespace, String name) {
        return ResourcePath.of("apps", "deployments", namespace, name);
    }

    public static ResourcePath daemonSet(String namespace, String name) {
        return ResourcePath.of("apps", "daemonsets", namespace, name);
    }
}
