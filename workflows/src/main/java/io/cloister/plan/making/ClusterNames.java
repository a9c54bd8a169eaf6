// SPDX-License-Identifier: Apache-2.0
package io.cloister.plan.making;

import io.cloister.plan.AzureResource;
import io.cloister.plan.Ownership;
import io.cloister.plan.ResourceId;
import io.cloister.request.AccessPoint;
import io.cloister.request.Cidr;
import io.cloister.request.ClusterRequest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every name and address of a cluster, known at planning. Load balancers of the API server are called {@code <cluster>-api…}; those of
 * Services exactly as the Azure cloud controller looks for them ({@code <cluster>-internal}, {@code <cluster>}, pool
 * {@code <cluster>}: cloud-provider-azure, getAzureLoadBalancerName), so that it adopts them instead of inventing its own.
 */
public final class ClusterNames {

    public static final int API_PORT = 6443;
    public static final int PROXY_PORT = 3128;

    private static final int FIRST_FREE_ADDRESS = 4;

    private final ClusterRequest request;
    private final Ownership ownership;

    ClusterNames(ClusterRequest request, Ownership ownership) {
        this.request = request;
        this.ownership = ownership;
    }

    String cluster() {
        return request.name().value();
    }

    AzureResource resource(String type, String suffix) {
        Map<String, String> tags = new TreeMap<>(request.tags());
        tags.putAll(ownership.tags());
        String name = suffix.isEmpty() ? cluster() : cluster() + "-" + suffix;
        return new AzureResource(
                ResourceId.inGroup(
                        request.azure().subscription(), request.azure().resourceGroup(), type, name),
                request.azure().location(),
                tags);
    }

    ResourceId group() {
        return new ResourceId("/subscriptions/" + request.azure().subscription() + "/resourceGroups/"
                + request.azure().resourceGroup());
    }

    AzureResource identity(String role) {
        return resource("Microsoft.ManagedIdentity/userAssignedIdentities", role);
    }

    AzureResource network() {
        return resource("Microsoft.Network/virtualNetworks", "vnet");
    }

    ResourceId subnet(String name) {
        return network().id().child("subnets", name);
    }

    /** Peerings carry no tags: the plan's id is in their name; at most 73 characters of the 80 that Azure allows. */
    String peering(String name) {
        return "cloister-" + cluster() + "-" + name + "-" + ownership.planId().substring(0, 8);
    }

    String vaultRole(String role) {
        return "cloister-" + cluster() + "-" + role;
    }

    String secretsPath() {
        return request.vault().kvMount() + "/data/cloister/" + cluster();
    }

    String apiServerName() {
        return "api." + cluster() + ".cloister.internal";
    }

    boolean apiServerIsPrivate() {
        return request.apiServer().accessPoints().contains(AccessPoint.PRIVATE);
    }

    /**
     * Where nodes and Cloister reach the API server: the private frontend where there is one, at the last free address of the subnet,
     * away from those that Azure gives to machines; otherwise the name of the public IP.
     */
    String apiServerAddress() {
        return apiServerIsPrivate()
                ? lastFree(request.network().controlPlane())
                : dnsLabel() + "." + request.azure().location() + ".cloudapp.azure.com";
    }

    String dnsLabel() {
        return cluster() + "-" + ownership.planId().substring(0, 8);
    }

    String servicesAddress() {
        return lastFree(request.network().workers());
    }

    String proxyAddress() {
        return request.network().proxy().orElseThrow().addressAt(FIRST_FREE_ADDRESS);
    }

    private static String lastFree(Cidr subnet) {
        return subnet.addressAt((1 << (32 - subnet.prefix())) - 2);
    }
}
