// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each role of machine may do below its cluster's prefix: the table of docs/nodes.md, and nothing more. */
enum NodePolicy {
    CONTROL_PLANE {
        @Override
        void addTo(Map<String, String> paths) {
            paths.put("control-plane/leader", "\"create\", \"update\", \"read\"");
            paths.put("control-plane/pki", "\"create\", \"update\", \"read\"");
            paths.put("join", "\"create\", \"update\", \"read\"");
            paths.put("kubeconfig", "\"create\", \"update\"");
        }
    },
    WORKER {
        @Override
        void addTo(Map<String, String> paths) {
            paths.put("join", "\"read\"");
        }
    },
    PROXY {
        @Override
        void addTo(Map<String, String> paths) {
            // what every machine may is all that the proxy needs
        }
    };

    abstract void addTo(Map<String, String> paths);

    /** @param role as docs/nodes.md writes it, such as {@code control-plane} */
    static NodePolicy of(String role) {
        return switch (role) {
            case "control-plane" -> CONTROL_PLANE;
            case "worker" -> WORKER;
            case "proxy" -> PROXY;
            default ->
                throw new IllegalArgumentException(
                        "no Vault policy for machines of role '" + role + "': it is control-plane, worker or proxy");
        };
    }

    /**
     * The policy in Vault's own language.
     *
     * @param proxyCredentials of a proxy that is not ours, as {@code secret/data/corp/proxy#username,password}
     */
    String text(String secretsPath, Optional<String> proxyCredentials) {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("settings", "\"read\"");
        paths.put("proxy", "\"read\"");
        paths.put("nodes/*", "\"create\", \"update\", \"read\"");
        addTo(paths);
        String own = paths.entrySet().stream()
                .map(path -> rule(secretsPath + "/" + path.getKey(), path.getValue()))
                .collect(Collectors.joining());
        return own
                + proxyCredentials
                        .map(reference -> rule(reference.replaceFirst("#.*", ""), "\"read\""))
                        .orElse("");
    }

    private static String rule(String path, String capabilities) {
        return "path \"" + path + "\" {\n  capabilities = [" + capabilities + "]\n}\n";
    }
}
