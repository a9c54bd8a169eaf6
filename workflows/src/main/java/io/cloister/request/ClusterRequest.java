// SPDX-License-Identifier: Apache-2.0
package io.cloister.request;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A cluster as its user asks for it: the content of {@code cluster.yaml}, already checked by the {@code reading} package.
 *
 * @param tags put on everything that is created, beside Cloister's ownership tags
 */
public record ClusterRequest(
        ClusterName name,
        AzurePlacement azure,
        List<AccessPoint> accessPoints,
        ApiServer apiServer,
        NetworkRequest network,
        Egress egress,
        VaultRequest vault,
        List<NodePool> nodePools,
        KubernetesRequest kubernetes,
        List<AnnotationRule> serviceAnnotations,
        Map<String, String> tags,
        Timeouts timeouts) {

    public ClusterRequest {
        accessPoints = List.copyOf(accessPoints);
        nodePools = List.copyOf(nodePools);
        serviceAnnotations = List.copyOf(serviceAnnotations);
        tags = Map.copyOf(tags);
    }

    public NodePool controlPlane() {
        return nodePools.stream()
                .filter(pool -> pool.role() == NodePool.Role.CONTROL_PLANE)
                .findFirst()
                .orElseThrow();
    }

    public List<NodePool> workers() {
        return nodePools.stream()
                .filter(pool -> pool.role() == NodePool.Role.WORKER)
                .toList();
    }

    /**
     * @param resourceGroup must exist; never created or deleted by Cloister
     * @param location Azure's name of the region, such as {@code westeurope}
     */
    public record AzurePlacement(String subscription, String resourceGroup, String location, Image image) {}

    /** A marketplace image, by its four parts. */
    public record Image(String publisher, String offer, String sku, String version) {}

    /**
     * @param accessPoints through which of the cluster's access points the API server is reached; never empty
     * @param allowedSources CIDRs that may reach it, beside the cluster's own network; not empty where it is reached privately, and
     *     empty for everybody where only publicly
     */
    public record ApiServer(List<AccessPoint> accessPoints, List<Cidr> allowedSources) {
        public ApiServer {
            accessPoints = List.copyOf(accessPoints);
            allowedSources = List.copyOf(allowedSources);
        }
    }

    /**
     * @param address where nodes reach Vault, such as {@code https://10.0.0.10:8200}
     * @param kvMount mount of the KV version 2 engine; default {@code secret}
     * @param authMount mount of the JWT auth method; default {@code jwt}
     * @param audience audience of the identity tokens that nodes present; default {@code api://cloister}
     */
    public record VaultRequest(String address, String kvMount, String authMount, String audience) {}

    /** @param distribution {@code kubeadm}; {@code version} as Kubernetes writes it, without the v */
    public record KubernetesRequest(String distribution, String version, Cidr podCidr, Cidr serviceCidr) {

        /** The minor versions (1.x) for which a release of the Azure cloud provider is known. */
        public static final int OLDEST_MINOR = 34;

        public static final int NEWEST_MINOR = 37;

        public static boolean isKnown(int minor) {
            return OLDEST_MINOR <= minor && minor <= NEWEST_MINOR;
        }
    }

    /**
     * How long to wait before giving up and undoing.
     *
     * @param operation for one of Azure's long-running operations; default 60 minutes
     * @param nodes for the API server, nodes, add-ons and the webhook, each; default 30 minutes
     */
    public record Timeouts(Duration operation, Duration nodes) {
        public static final Timeouts DEFAULT = new Timeouts(Duration.ofMinutes(60), Duration.ofMinutes(30));
    }

    /** The same request with other timeouts. */
    public ClusterRequest withTimeouts(Timeouts other) {
        return new ClusterRequest(
                name,
                azure,
                accessPoints,
                apiServer,
                network,
                egress,
                vault,
                nodePools,
                kubernetes,
                serviceAnnotations,
                tags,
                other);
    }
}
