// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.selector;

import java.util.Arrays;
import java.util.Optional;

/** {@code spec.type} of a Service, named as Kubernetes writes it. */
public enum ServiceType {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer"),
    EXTERNAL_NAME("ExternalName");

    private final String written;

    ServiceType(String written) {
        this.written = written;
    }

    public static Optional<ServiceType> of(String written) {
        return Arrays.stream(values())
                .filter(type -> type.written.equals(written))
                .findFirst();
    }

    @Override
    public String toString() {
        return written;
    }
}
