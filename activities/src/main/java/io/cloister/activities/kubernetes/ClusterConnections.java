// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activities.vault.ClusterSecrets;
import io.cloister.activities.vault.connection.Secret;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.plan.step.KubernetesAccess;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.Optional;

/** Opens clients for clusters, with the kubeconfig that the first control-plane node put in Vault: it never passes through Temporal. */
public final class ClusterConnections {

    private static final int REQUEST_TIMEOUT_MILLIS = 10_000;
    private static final int CONNECT_TIMEOUT_MILLIS = (int) PrivateNetwork.CONNECT_TIMEOUT.toMillis();

    private final VaultStore vault;
    private final PrivateNetwork network;

    public ClusterConnections(VaultStore vault, PrivateNetwork network) {
        this.vault = vault;
        this.network = network;
    }

    /** Loads what a client is made of before the first cluster waits for it; connects to nothing. */
    public void warmUp() {
        client(Config.empty()).close();
    }

    /** Empty as long as there is no kubeconfig in Vault. The caller closes the client. */
    public Optional<KubernetesClient> find(KubernetesAccess access) {
        return new ClusterSecrets(vault, access.secretsPath())
                .kubeconfig()
                .map(Secret::reveal)
                .map(this::open);
    }

    /** Fails with {@code kubernetes.unavailable}, to be tried again, where there is no kubeconfig. */
    public KubernetesClient open(KubernetesAccess access) {
        return find(access).orElseThrow(() -> KubernetesFailures.noKubeconfig(access));
    }

    private KubernetesClient open(String kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig);
        config.setRequestTimeout(REQUEST_TIMEOUT_MILLIS);
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        // Temporal retries: a client that does so too would hide what happens and outlive the activity's attempt
        config.setRequestRetryBackoffLimit(0);
        network.proxy().ifPresent(proxy -> config.setHttpsProxy(proxy.toString()));
        return client(config);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }
}
