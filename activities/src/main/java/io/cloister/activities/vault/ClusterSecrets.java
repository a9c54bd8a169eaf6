// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies below one cluster's prefix in Vault (docs/nodes.md).
 *
 * @param prefix KV v2 prefix with mount, such as {@code secret/data/cloister/demo}
 */
public record ClusterSecrets(VaultStore vault, String prefix) {

    static final String SETTINGS = "settings";
    static final String PROXY = "proxy";
    static final String NODES = "nodes";

    /** What the cluster's machines write besides their reports. */
    private static final List<String> WRITTEN_BY_NODES =
            List.of("control-plane/leader", "control-plane/pki", "join", "kubeconfig");

    /** What a node last reported; {@code phase} is one of docs/nodes.md. */
    public record NodeReport(String node, String phase, String message) {}

    public Optional<Secret> kubeconfig() {
        return vault.readSecret(path("kubeconfig"))
                .map(secret -> secret.get("kubeconfig"))
                .map(Secret::new);
    }

    public List<NodeReport> nodeReports() {
        return vault.list(metadata(NODES)).stream()
                .sorted()
                .flatMap(node ->
                        vault.readSecret(path(NODES + "/" + node)).map(report -> reportOf(node, report)).stream())
                .toList();
    }

    /** The proxy's URL with its credentials, as programs take it; empty where the cluster has no proxy. */
    public Optional<ProxyEnvironment> proxyEnvironment() {
        Map<String, String> settings = vault.readSecret(path(SETTINGS)).orElse(Map.of());
        return Optional.ofNullable(settings.get("proxyUrl")).map(url -> {
            Map<String, String> login = vault.readSecret(path(PROXY)).orElse(Map.of());
            return ProxyEnvironment.of(url, login, settings.getOrDefault("noProxy", ""));
        });
    }

    Optional<String> planId() {
        return vault.readSecret(path(SETTINGS)).map(settings -> settings.getOrDefault("planId", ""));
    }

    boolean createSettings(Map<String, String> settings) {
        return vault.createSecret(path(SETTINGS), settings);
    }

    void createProxyCredentials(ProxyCredentials credentials) {
        vault.createSecret(
                path(PROXY),
                Map.of(
                        "username", credentials.username().reveal(),
                        "password", credentials.password().reveal()));
    }

    /** The settings go last: by them a second attempt knows that the rest is ours. */
    void deleteAll() {
        vault.delete(metadata(PROXY));
        WRITTEN_BY_NODES.forEach(name -> vault.delete(metadata(name)));
        vault.list(metadata(NODES)).forEach(node -> vault.delete(metadata(NODES + "/" + node)));
        vault.delete(metadata(SETTINGS));
    }

    public String path(String name) {
        return prefix + "/" + name;
    }

    /** Where all versions of a secret are deleted, and where secrets are listed. */
    String metadata(String name) {
        return prefix.replaceFirst("/data/", "/metadata/") + "/" + name;
    }

    private static NodeReport reportOf(String node, Map<String, String> report) {
        return new NodeReport(node, report.getOrDefault("phase", "unknown"), report.getOrDefault("message", ""));
    }
}
