// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.wiring;

import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.kubernetes.ClusterConnections;
import io.cloister.activities.kubernetes.addons.AddOns;
import io.cloister.activities.kubernetes.webhook.WebhookCertificate;
import io.cloister.activities.vault.connection.VaultStore;
import io.temporal.failure.ApplicationFailure;
import java.security.SecureRandom;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in to Azure and Vault as soon as a worker starts, beside everything else: the first cluster waits for neither, and wrong credentials
 * are told before the first cluster meets them. A refusal does not stop the worker: they may come back, and activities say it again.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private WarmUp() {}

    static void start(AzureSession azure, VaultStore vault, ClusterConnections clusters) {
        run("azure-login", azure::warmUp);
        run("vault-login", () -> vault.read("auth/token/lookup-self"));
        run("kubernetes-client", () -> {
            AddOns.check();
            WebhookCertificate.issue(Clock.systemUTC(), new SecureRandom());
            clusters.warmUp();
        });
    }

    private static void run(String name, Runnable login) {
        Thread thread = new Thread(() -> attempt(login), name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void attempt(Runnable login) {
        try {
            login.run();
        } catch (ApplicationFailure refused) {
            LOG.warn("{}", refused.getOriginalMessage());
        }
    }
}
