// SPDX-License-Identifier: Apache-2.0
package io.cloister.webhook.selector;

import java.util.Set;

/** Namespaces by name: those named (all, if none is), without the exceptions. */
public record NamespaceSelector(Set<String> names, Set<String> except) {

    public static final NamespaceSelector ALL = new NamespaceSelector(Set.of(), Set.of());

    public NamespaceSelector {
        names = Set.copyOf(names);
        except = Set.copyOf(except);
    }

    public boolean matches(String namespace) {
        return (names.isEmpty() || names.contains(namespace)) && !except.contains(namespace);
    }
}
