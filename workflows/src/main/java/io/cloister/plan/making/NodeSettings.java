// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.Ownership;
import io.cloister.request.ClusterRequest;
import io.cloister.request.Egress;
import io.cloister.request.NodePool;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What nodes read from Vault's {@code settings}: nothing secret (docs/nodes.md). */
final class NodeSettings {

    private NodeSettings() {}

    static Map<String, String> of(
            ClusterRequest request, ClusterNames names, Ownership ownership, Optional<String> proxyUrl) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("planId", ownership.planId());
        settings.put("kubernetesVersion", request.kubernetes().version());
        settings.put("podCidr", request.kubernetes().podCidr().value());
        settings.put("serviceCidr", request.kubernetes().serviceCidr().value());
        settings.put("apiServerName", names.apiServerName());
        settings.put("apiServerAddress", names.apiServerAddress());
        proxyUrl.ifPresent(url -> {
            settings.put("proxyUrl", url);
            settings.put("noProxy", noProxy(request, names));
        });
        if (request.egress() instanceof Egress.ExistingProxy proxy) {
            proxy.credentials().ifPresent(reference -> settings.put("proxyCredentials", reference));
        }
        if (request.egress() instanceof Egress.ManagedProxy proxy) {
            settings.put("proxyCredentials", names.secretsPath() + "/proxy#username,password");
            settings.put("allowedDomains", String.join(" ", proxy.allowedDomains()));
        }
        for (NodePool pool : request.nodePools()) {
            settings.put("poolLabels/" + pool.name(), labels(pool));
            settings.put("poolTaints/" + pool.name(), String.join(",", pool.taints()));
        }
        return settings;
    }

    private static String labels(NodePool pool) {
        return new TreeMap<>(pool.labels())
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    /**
     * What must not go through the proxy: instance metadata, Azure's wire server, the cluster's own ranges, the API server, and Vault. Single
     * addresses stand beside the ranges that hold them, as curl ignores CIDR.
     */
    private static String noProxy(ClusterRequest request, ClusterNames names) {
        return String.join(
                ",",
                "localhost",
                "127.0.0.1",
                "::1",
                "169.254.169.254",
                "168.63.129.16",
                request.network().cidr().value(),
                request.kubernetes().podCidr().value(),
                request.kubernetes().serviceCidr().value(),
                ".svc",
                ".cluster.local",
                ".internal.cloudapp.net",
                names.apiServerName(),
                names.apiServerAddress(),
                URI.create(request.vault().address()).getHost());
    }
}
