// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.network;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.sandbox.resource.ResourceId;
import java.util.List;

/**
 * The services that a subnet can be delegated to, or have endpoints of.
 *
 * <p>Source: Azure docs, "What is subnet delegation?" and "Virtual network service endpoints".
 */
final class SubnetServices {

    private static final List<String> DELEGATIONS = List.of(
            "Microsoft.ApiManagement/service",
            "Microsoft.App/environments",
            "Microsoft.AVS/PrivateClouds",
            "Microsoft.AzureCosmosDB/clusters",
            "Microsoft.BareMetal/AzureVMware",
            "Microsoft.ContainerInstance/containerGroups",
            "Microsoft.ContainerService/managedClusters",
            "Microsoft.Databricks/workspaces",
            "Microsoft.DBforMySQL/flexibleServers",
            "Microsoft.DBforPostgreSQL/flexibleServers",
            "Microsoft.DevCenter/networkConnection",
            "Microsoft.Logic/integrationServiceEnvironments",
            "Microsoft.NetApp/volumes",
            "Microsoft.Network/dnsResolvers",
            "Microsoft.Network/managedResolvers",
            "Microsoft.Sql/managedInstances",
            "Microsoft.Synapse/workspaces",
            "Microsoft.Web/hostingEnvironments",
            "Microsoft.Web/serverFarms");

    private static final List<String> ENDPOINTS = List.of(
            "Microsoft.Storage",
            "Microsoft.Storage.Global",
            "Microsoft.Sql",
            "Microsoft.AzureActiveDirectory",
            "Microsoft.AzureCosmosDB",
            "Microsoft.Web",
            "Microsoft.KeyVault",
            "Microsoft.EventHub",
            "Microsoft.ServiceBus",
            "Microsoft.ContainerRegistry",
            "Microsoft.CognitiveServices");

    private SubnetServices() {}

    static List<ObjectNode> delegations(ResourceId asked) {
        return DELEGATIONS.stream()
                .map(service -> {
                    ObjectNode delegation = named(asked, "availableDelegations", service.replace('/', '.'));
                    delegation
                            .put("type", "Microsoft.Network/availableDelegations")
                            .put("serviceName", service)
                            .putArray("actions")
                            .add("Microsoft.Network/virtualNetworks/subnets/action");
                    return delegation;
                })
                .toList();
    }

    static List<ObjectNode> endpoints(ResourceId asked) {
        return ENDPOINTS.stream()
                .map(service -> named(asked, "virtualNetworkEndpointServices", service)
                        .put("type", "Microsoft.Network/virtualNetworkEndpointServices"))
                .toList();
    }

    private static ObjectNode named(ResourceId asked, String collection, String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put(
                        "id",
                        "/subscriptions/" + asked.subscription() + "/providers/Microsoft.Network/" + collection + "/"
                                + name);
    }
}
