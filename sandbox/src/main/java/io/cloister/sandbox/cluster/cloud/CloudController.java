// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.cluster.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.cluster.controller.Controller;
import io.cloister.sandbox.cluster.controller.Events;
import io.cloister.sandbox.cluster.controller.Paths;
import io.cloister.sandbox.core.SandboxClock;
import io.cloister.sandbox.kubernetes.ObjectStore;
import io.cloister.sandbox.kubernetes.ResourcePath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gives Services of type LoadBalancer what they ask for in Azure, and takes it away again when they go. */
public final class CloudController implements Controller {

    private static final String FINALIZER = "service.kubernetes.io/load-balancer-cleanup";
    private static final Duration BACK_OFF = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final SandboxClock clock;
    private final Function<Optional<URI>, Optional<AzureAccess>> azure;
    private final Events events;
    private final Map<String, Instant> notBefore = new HashMap<>();

    /** @param azure the way to Azure through the proxy that it was told; empty as long as no machine runs it */
    public CloudController(
            ObjectStore store, SandboxClock clock, Function<Optional<URI>, Optional<AzureAccess>> azure) {
        this.store = store;
        this.clock = clock;
        this.azure = azure;
        this.events = new Events(store, clock);
    }

    @Override
    public void reconcile() {
        Optional<CloudConfiguration> configuration = CloudConfiguration.read(store);
        Optional<AzureAccess> reached =
                configuration.map(CloudConfiguration::proxy).flatMap(azure);
        if (configuration.isEmpty() || reached.isEmpty()) {
            return;
        }
        ServiceBalancer balancer = new ServiceBalancer(configuration.get(), reached.get());
        for (ObjectNode service : store.list(Paths.SERVICES)) {
            String uid = service.at("/metadata/uid").asText();
            if (concerns(service) && !clock.now().isBefore(notBefore.getOrDefault(uid, Instant.MIN))) {
                attempt(balancer, service, uid);
            }
        }
    }

    private static boolean concerns(JsonNode service) {
        boolean deleting = service.at("/metadata").has("deletionTimestamp");
        boolean served = !service.at("/status/loadBalancer/ingress").isEmpty();
        return deleting
                ? hasFinalizer(service)
                : service.at("/spec/type").asText().equals("LoadBalancer") && !served;
    }

    private void attempt(ServiceBalancer balancer, ObjectNode service, String uid) {
        ResourcePath path = Paths.service(
                service.at("/metadata/namespace").asText(),
                service.at("/metadata/name").asText());
        try {
            if (service.at("/metadata").has("deletionTimestamp")) {
                balancer.remove(service);
                store.change(path, CloudController::release);
            } else {
                store.change(path, CloudController::hold);
                String address = balancer.ensure(service);
                store.change(
                        path,
                        object -> object.withObject("/status")
                                .withObject("/loadBalancer")
                                .putArray("ingress")
                                .addObject()
                                .put("ip", address));
                events.record(path, service, "Normal", "EnsuredLoadBalancer", "Ensured load balancer");
            }
            notBefore.remove(uid);
        } catch (CloudFailure e) {
            notBefore.put(uid, clock.now().plus(clock.scaled(BACK_OFF)));
            events.record(path, service, "Warning", e.reason(), e.getMessage());
            events.record(
                    path,
                    service,
                    "Warning",
                    "SyncLoadBalancerFailed",
                    "Error syncing load balancer: failed to ensure load balancer: " + e.getMessage());
        }
    }

    private static boolean hasFinalizer(JsonNode service) {
        for (JsonNode finalizer : service.at("/metadata/finalizers")) {
            if (finalizer.asText().equals(FINALIZER)) {
                return true;
            }
        }
        return false;
    }

    private static void hold(ObjectNode service) {
        if (!hasFinalizer(service)) {
            service.withObject("/metadata").withArray("finalizers").add(FINALIZER);
        }
    }

    private static void release(ObjectNode service) {
        var finalizers = service.withObject("/metadata").withArray("finalizers").iterator();
        while (finalizers.hasNext()) {
            if (finalizers.next().asText().equals(FINALIZER)) {
                finalizers.remove();
            }
        }
    }
}
