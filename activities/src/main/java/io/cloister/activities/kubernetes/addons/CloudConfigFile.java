// SPDX-License-Identifier: Apache-2.0
package io.cloister.activities.kubernetes.addons;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloister.plan.step.InstallAddOns.CloudConfig;
import java.util.TreeMap;

/**
 * The cloud controller's {@code azure.json}, by the names of cloud-provider-azure's configuration. No credentials are in it: the
 * controller uses the managed identity of the node that it runs on.
 */
final class CloudConfigFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudConfigFile() {}

    static String of(CloudConfig config, AzureFacts azure) {
        ObjectNode file = JSON.createObjectNode();
        file.put("cloud", "AzurePublicCloud");
        azure.resourceManagerEndpoint().ifPresent(endpoint -> file.put("resourceManagerEndpoint", endpoint));
        file.put("tenantId", azure.tenantId());
        file.put("subscriptionId", config.subscription());
        file.put("resourceGroup", config.resourceGroup());
        file.put("location", config.location());
        file.put("vnetName", config.virtualNetwork());
        file.put("vnetResourceGroup", config.resourceGroup());
        file.put("subnetName", config.workerSubnet());
        file.put("securityGroupName", config.securityGroup());
        file.put("securityGroupResourceGroup", config.resourceGroup());
        // not "tags": in its text neither keys nor values may hold a comma or an equals sign
        ObjectNode tags = file.putObject("tagsMap");
        new TreeMap<>(config.tags()).forEach(tags::put);
        file.put("useManagedIdentityExtension", true);
        file.put("userAssignedIdentityID", azure.clientIdOf(config.identity()));
        file.put("useInstanceMetadata", true);
        file.put("vmType", "vmss");
        file.put("disableAvailabilitySetNodes", true);
        file.put("enableVmssFlexNodes", false);
        file.put("loadBalancerSku", "standard");
        file.put("excludeMasterFromStandardLB", true);
        file.put("disableOutboundSNAT", true);
        file.put("cloudProviderBackoff", true);
        return file.toPrettyString();
    }
}
