// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the sandbox's servers a request is for. */
public enum Api {
    ARM,
    VAULT,
    KUBERNETES;

    private static final List<String> KUBERNETES_PATHS = List.of("/api", "/readyz", "/livez", "/healthz", "/version");

    /** The one whose paths begin as this pattern does, behind an optional {@code ^}; ARM for all others. */
    static Api ofPattern(String path) {
        String plain = path.startsWith("^") ? path.substring(1) : path;
        if (plain.startsWith("/v1/")) {
            return VAULT;
        }
        return KUBERNETES_PATHS.stream().anyMatch(plain::startsWith) ? KUBERNETES : ARM;
    }

    static Optional<Api> named(String word) {
        return List.of(values()).stream().filter(api -> api.word().equals(word)).findFirst();
    }

    /** As it is written in a rule. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
