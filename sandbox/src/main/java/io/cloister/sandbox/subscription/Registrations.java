// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.Notes;
import io.cloister.sandbox.resource.ResourceId;
import io.cloister.sandbox.resource.Store;
import java.util.List;
import java.util.Optional;

/**
 * Which of the providers that the sandbox knows by name alone are registered in a subscription: none from the start. There
 * is nothing of theirs to be had. The names are some of those in Azure docs, "Resource providers for Azure services".
 */
record Registrations(Store store) {

    private static final List<String> BY_NAME_ALONE = List.of(
            "Microsoft.AppConfiguration",
            "Microsoft.Chaos",
            "Microsoft.Confluent",
            "Microsoft.Dashboard",
            "Microsoft.Datadog",
            "Microsoft.DevCenter",
            "Microsoft.DevHub",
            "Microsoft.Elastic",
            "Microsoft.ElasticSan",
            "Microsoft.ExtendedLocation",
            "Microsoft.HybridCompute",
            "Microsoft.HybridConnectivity",
            "Microsoft.Kubernetes",
            "Microsoft.KubernetesConfiguration",
            "Microsoft.LoadTestService",
            "Microsoft.Monitor",
            "Microsoft.NetApp",
            "Microsoft.Orbital",
            "Microsoft.Purview",
            "Microsoft.Quota",
            "Microsoft.RedHatOpenShift",
            "Microsoft.StorageCache",
            "Microsoft.StorageMover",
            "Microsoft.VideoIndexer",
            "Microsoft.VirtualMachineImages",
            "NGINX.NGINXPLUS");

    /** The name as Azure writes it. */
    static Optional<String> name(String namespace) {
        return BY_NAME_ALONE.stream().filter(namespace::equalsIgnoreCase).findFirst();
    }

    static List<String> names() {
        return BY_NAME_ALONE;
    }

    boolean has(String subscription, String name) {
        return store.get(id(subscription))
                .map(found -> Notes.read(found, name).asBoolean())
                .orElse(false);
    }

    void set(String subscription, String name, boolean registered) {
        store.get(id(subscription)).ifPresent(found -> {
            ObjectNode changed = found.deepCopy();
            Notes.of(changed).put(name, registered);
            store.put(ResourceId.of(id(subscription)), changed);
        });
    }

    private static String id(String subscription) {
        return "/subscriptions/" + subscription;
    }
}
