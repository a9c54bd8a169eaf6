// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster;

import io.cloister.sandbox.kubernetes.ResourcePath;

/** The objects that controllers look at. */
final class Paths {

    static final String SYSTEM = "kube-system";
    static final ResourcePath NODES = node("");
    static final ResourcePath SERVICES = service("", "");

    private Paths() {}

    static ResourcePath node(String name) {
        return ResourcePath.of("", "nodes", "", name);
    }

    static ResourcePath service(String namespace, String name) {
        return ResourcePath.of("", "services", namespace, name);
    }

    static ResourcePath secret(String namespace, String name) {
        return ResourcePath.of("", "secrets", namespace, name);
    }

    static ResourcePath configMap(String namespace, String name) {
        return ResourcePath.of("", "configmaps", namespace, name);
    }

    static ResourcePath deployment(String namespace, String name) {
        return ResourcePath.of("apps", "deployments", namespace, name);
    }

    static ResourcePath daemonSet(String namespace, String name) {
        return ResourcePath.of("apps", "daemonsets", namespace, name);
    }
}
