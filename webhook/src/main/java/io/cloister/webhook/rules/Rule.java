// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.rules;

import io.cloister.webhook.selector.LabelSelector;
import io.cloister.webhook.selector.NamespaceSelector;
import io.cloister.webhook.selector.ServiceType;
import java.util.Map;
import java.util.Set;

/** Which Services get which annotations, and whether a value of the user's own gives way. */
public record Rule(
        String name,
        LabelSelector selector,
        NamespaceSelector namespaces,
        Set<ServiceType> serviceTypes,
        Map<String, String> annotations,
        boolean overwrite) {

    public Rule {
        serviceTypes = Set.copyOf(serviceTypes);
        annotations = Map.copyOf(annotations);
    }

    public boolean matches(String namespace, ServiceType type, Map<String, String> labels) {
        return serviceTypes.contains(type) && namespaces.matches(namespace) && selector.matches(labels);
    }
}
