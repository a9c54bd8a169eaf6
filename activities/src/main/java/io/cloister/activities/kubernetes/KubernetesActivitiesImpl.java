// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes;

import io.cloister.activities.azure.Pause;
import io.cloister.activities.kubernetes.addons.AddOns;
import io.cloister.activities.kubernetes.webhook.WebhookCertificate;
import io.cloister.activities.kubernetes.webhook.WebhookObjects;
import io.cloister.activities.vault.ClusterSecrets;
import io.cloister.activities.vault.connection.VaultStore;
import io.cloister.activity.KubernetesActivities;
import io.cloister.observe.ServiceProof;
import io.cloister.plan.ResourceId;
import io.cloister.plan.step.AwaitApiServer;
import io.cloister.plan.step.AwaitNodes;
import io.cloister.plan.step.InstallAddOns;
import io.cloister.plan.step.InstallWebhook;
import io.cloister.plan.step.KubernetesAccess;
import io.cloister.plan.step.ProvePrivateService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** See {@link KubernetesActivities}. */
public final class KubernetesActivitiesImpl implements KubernetesActivities {

    private final ClusterConnections clusters;
    private final VaultStore vault;
    private final NodeReports reports;
    private final Waiting waiting;
    private final AddOns addOns;
    private final WebhookObjects webhook;

    public KubernetesActivitiesImpl(
            ClusterConnections clusters,
            VaultStore vault,
            AddOns addOns,
            WebhookObjects webhook,
            Pause pause,
            Clock clock) {
        this.clusters = clusters;
        this.vault = vault;
        this.reports = new NodeReports(vault);
        this.waiting = new Waiting(pause, clock);
        this.addOns = addOns;
        this.webhook = webhook;
    }

    @Override
    public void awaitApiServer(AwaitApiServer step) {
        waiting.until(step.access(), () -> notAnswering(step));
    }

    @Override
    public void installAddOns(InstallAddOns step) {
        with("install the add-ons", step.access(), client -> {
            ClusterSecrets secrets = new ClusterSecrets(vault, step.access().secretsPath());
            addOns.objects(step, secrets.proxyEnvironment()).forEach(object -> apply(client, object));
            return step;
        });
    }

    @Override
    public void awaitNodes(AwaitNodes step) {
        try (KubernetesClient client = clusters.open(step.access())) {
            waiting.until(step.access(), () -> missingNodes(client, step));
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.of("list nodes", step.access(), e);
        }
    }

    @Override
    public void installWebhook(InstallWebhook step) {
        with("install the webhook", step.access(), client -> {
            WebhookCertificate certificate = webhook.certificate(client);
            webhook.program(certificate, step.rules()).forEach(object -> apply(client, object));
            waiting.until(step.access(), () -> webhook.unavailable(client));
            apply(client, webhook.configuration(certificate));
            return step;
        });
    }

    @Override
    public ServiceProof provePrivateService(ProvePrivateService step) {
        return with(
                "prove that a Service is private",
                step.access(),
                client -> new PrivateService(client, waiting).prove(step));
    }

    private Optional<String> notAnswering(AwaitApiServer step) {
        Optional<KubernetesClient> found = clusters.find(step.access());
        if (found.isEmpty()) {
            return Optional.of("the API server is not up; " + reports.of(step.access(), step.scaleSets()));
        }
        try (KubernetesClient client = found.get()) {
            client.raw("/readyz");
            return Optional.empty();
        } catch (KubernetesClientException e) {
            ApplicationFailure failure = KubernetesFailures.of("ask whether the API server is ready", step.access(), e);
            if (failure.isNonRetryable()) {
                throw failure;
            }
            return Optional.of(failure.getOriginalMessage());
        }
    }

    private Optional<String> missingNodes(KubernetesClient client, AwaitNodes step) {
        long ready = client.nodes().list().getItems().stream()
                .filter(node -> belongs(node, step.scaleSets()))
                .filter(KubernetesActivitiesImpl::isReady)
                .count();
        return ready >= step.atLeast()
                ? Optional.empty()
                : Optional.of(ready + " of " + step.atLeast() + " nodes are ready; "
                        + reports.of(step.access(), step.scaleSets()));
    }

    /** Computer names are the scale set's name and six more characters. */
    private static boolean belongs(Node node, List<ResourceId> scaleSets) {
        String name = node.getMetadata().getName();
        return scaleSets.stream().anyMatch(set -> name.matches(set.name() + "[0-9a-z]{6}"));
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    private <T> T with(String what, KubernetesAccess access, Function<KubernetesClient, T> work) {
        try (KubernetesClient client = clusters.open(access)) {
            return work.apply(client);
        } catch (KubernetesClientException e) {
            throw KubernetesFailures.of(what, access, e);
        }
    }

    private static void apply(KubernetesClient client, HasMetadata object) {
        client.resource(object).fieldManager("cloister").forceConflicts().serverSideApply();
    }
}
