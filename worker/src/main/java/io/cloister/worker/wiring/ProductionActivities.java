// SPDX-License-Identifier: Apache-2.0
package io.cloister.worker.wiring;

import io.cloister.activities.azure.AzureActivities;
import io.cloister.activities.azure.Pause;
import io.cloister.activities.azure.arm.AzureSession;
import io.cloister.activities.azure.arm.AzureSettings;
import io.cloister.activities.azure.identity.Principals;
import io.cloister.activities.azure.policy.AzurePreflight;
import io.cloister.activities.kubernetes.ClusterConnections;
import io.cloister.activities.kubernetes.KubernetesActivitiesImpl;
import io.cloister.activities.kubernetes.addons.AddOns;
import io.cloister.activities.kubernetes.webhook.WebhookImage;
import io.cloister.activities.kubernetes.webhook.WebhookObjects;
import io.cloister.activities.net.PrivateNetwork;
import io.cloister.activities.node.NodeCloudConfigs;
import io.cloister.activities.planning.PlanningActivitiesImpl;
import io.cloister.activities.vault.ProxyCredentialsCheck;
import io.cloister.activities.vault.VaultActivitiesImpl;
import io.cloister.activities.vault.VaultPreflight;
import io.cloister.activities.vault.connection.VaultConnection;
import io.cloister.activities.vault.connection.VaultSettings;
import io.cloister.activities.vault.connection.VaultStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The activities against real Azure, Vault and Kubernetes, or whatever the environment points at in their place. */
public final class ProductionActivities implements ActivityWiring {

    @Override
    public List<Object> activities(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        AzureSettings azure = read(problems, () -> AzureSettings.fromEnvironment(environment));
        VaultSettings vault = read(problems, () -> VaultSettings.fromEnvironment(environment));
        PrivateNetwork network = read(problems, () -> PrivateNetwork.fromEnvironment(environment));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        WebhookImage image = WebhookImage.fromEnvironment(environment);
        AzureSession session = AzureSession.open(azure);
        VaultStore store = new VaultConnection(vault, network).store();
        ClusterConnections clusters = new ClusterConnections(store, network);
        WarmUp.start(session, store, clusters);
        return wire(azure, session, store, clusters, new NodeCloudConfigs(network.certificateAuthorities()), image);
    }

    private static List<Object> wire(
            AzureSettings settings,
            AzureSession azure,
            VaultStore vault,
            ClusterConnections clusters,
            NodeCloudConfigs machines,
            WebhookImage webhookImage) {
        Clock clock = Clock.systemUTC();
        Pause pause = Pause.real();
        Principals principals = new Principals(azure.arm());
        AzurePreflight azurePreflight = new AzurePreflight(azure);
        List<Object> activities = new ArrayList<>(AzureActivities.all(azure, machines, pause));
        activities.add(new PlanningActivitiesImpl(List.of(
                azurePreflight::check, new VaultPreflight(vault), new ProxyCredentialsCheck(vault), webhookImage)));
        activities.add(new VaultActivitiesImpl(vault, principals::principalId));
        activities.add(new KubernetesActivitiesImpl(
                clusters,
                vault,
                new AddOns(new CloudControllerFacts(settings, principals)),
                new WebhookObjects(webhookImage, clock, new SecureRandom()),
                pause,
                clock));
        return activities;
    }

    /** Notes what is wrong and goes on, so that all problems are told at once. */
    private static <T> T read(List<String> problems, Supplier<T> settings) {
        try {
            return settings.get();
        } catch (AzureSettings.Invalid invalid) {
            problems.addAll(invalid.problems());
        } catch (IllegalArgumentException invalid) {
            invalid.getMessage().lines().forEach(problems::add);
        }
        return null;
    }
}
