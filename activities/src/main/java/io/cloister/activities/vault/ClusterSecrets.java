// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.vault;

import io.cloister.activities.vault.connection.Secret;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.step.StoreCredentials;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final String PLAN_ID = "planId";

    /** Stands for the name of any node where a right is asked for and not a secret. */
    private static final String ANY_NODE = NODES + "/any";

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
            Map<String, String> login = Optional.ofNullable(settings.get("proxyCredentials"))
                    .map(reference -> ProxyLogin.of(reference).read(vault))
                    .orElse(Map.of());
            return ProxyEnvironment.of(url, login, settings.getOrDefault("noProxy", ""));
        });
    }

    /** Whose the settings are, and with them all that machines write beside them. */
    Optional<String> planId() {
        return owner(SETTINGS);
    }

    /**
     * What keeps this plan from this prefix, for people; empty where it is free or already the plan's. The proxy's credentials may lie
     * there before if the plan does not make them itself.
     */
    Optional<String> conflict(StoreCredentials step) {
        Optional<String> owner = planId();
        if (owner.filter(step.ownership().planId()::equals).isPresent()) {
            return Optional.empty();
        }
        List<String> there = vault.list(metadataPrefix()).stream()
                .filter(name -> step.proxyCredentials() || !name.equals(PROXY))
                .sorted()
                .toList();
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(prefix + " in Vault already holds " + there + ", "
                        + owner.filter(id -> !id.isEmpty())
                                .map(id -> "of plan " + id)
                                .orElse("of no plan that is known")
                        + ": choose another cluster name, delete that cluster first, or remove what is there with"
                        + " 'vault kv metadata delete' if nothing uses it any more");
    }

    boolean createSettings(StoreCredentials step) {
        Map<String, String> settings = new HashMap<>(step.settings());
        settings.put(PLAN_ID, step.ownership().planId());
        return vault.createSecret(path(SETTINGS), settings);
    }

    /** False where other credentials than this plan's are there, or older versions of deleted ones. */
    boolean createProxyCredentials(ProxyCredentials credentials, String planId) {
        boolean created = vault.createSecret(
                path(PROXY),
                Map.of(
                        "username",
                        credentials.username().reveal(),
                        "password",
                        credentials.password().reveal(),
                        PLAN_ID,
                        planId));
        return created || owner(PROXY).filter(planId::equals).isPresent();
    }

    /** The settings go last: by them a second attempt knows that the rest is ours. */
    void deleteAll(StoreCredentials step) {
        if (step.proxyCredentials()
                && owner(PROXY).filter(step.ownership().planId()::equals).isPresent()) {
            vault.delete(metadata(PROXY));
        }
        WRITTEN_BY_NODES.forEach(name -> vault.delete(metadata(name)));
        vault.list(metadata(NODES)).forEach(node -> vault.delete(metadata(NODES + "/" + node)));
        vault.delete(metadata(SETTINGS));
    }

    /** The capabilities that all of the above needs, by path. */
    Map<String, List<String>> capabilities(boolean proxyCredentials) {
        Map<String, List<String>> needed = new LinkedHashMap<>();
        needed.put(path(SETTINGS), List.of("create", "read"));
        needed.put(path(PROXY), proxyCredentials ? List.of("create", "read") : List.of("read"));
        needed.put(path("kubeconfig"), List.of("read"));
        needed.put(path(ANY_NODE), List.of("read"));
        needed.put(metadataPrefix() + "/", List.of("list"));
        needed.put(metadata(NODES) + "/", List.of("list"));
        List<String> delete = List.of("delete");
        if (proxyCredentials) {
            needed.put(metadata(PROXY), delete);
        }
        WRITTEN_BY_NODES.forEach(name -> needed.put(metadata(name), delete));
        needed.put(metadata(ANY_NODE), delete);
        needed.put(metadata(SETTINGS), delete);
        return needed;
    }

    public String path(String name) {
        return prefix + "/" + name;
    }

    /** Where all versions of a secret are deleted, and where secrets are listed. */
    String metadata(String name) {
        return metadataPrefix() + "/" + name;
    }

    private String metadataPrefix() {
        return prefix.replaceFirst("/data/", "/metadata/");
    }

    private Optional<String> owner(String name) {
        return vault.readSecret(path(name)).map(secret -> secret.getOrDefault(PLAN_ID, ""));
    }

    private static NodeReport reportOf(String node, Map<String, String> report) {
        return new NodeReport(node, report.getOrDefault("phase", "unknown"), report.getOrDefault("message", ""));
    }
}
