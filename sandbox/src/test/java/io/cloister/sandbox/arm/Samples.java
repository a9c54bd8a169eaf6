// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A valid body for each type of resource, in a group where everything they refer to exists. */
final class Samples {

    static final String IDENTITY = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/base";
    private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";
    private static final String NETWORK = "Microsoft.Network/";
    private static final String SUBNET = Azure.VNET + "/subnets/nodes";
    private static final String BALANCER = Azure.NETWORK + "/loadBalancers/base";
    private static final String IP_CONFIGURATION = "{'name':'c','properties':{'subnet':{'id':'" + SUBNET
            + "'},'privateIPAllocationMethod':'Dynamic','loadBalancerBackendAddressPools':[{'id':'" + BALANCER
            + "/backendAddressPools/pool'}]}}";
    private static final String OS_PROFILE =
            "{'computerName':'c','adminUsername':'azureuser','customData':'eA==','linuxConfiguration':"
                    + "{'disablePasswordAuthentication':true,'ssh':{'publicKeys':[{'path':'/p','keyData':'ssh-ed25519 AAAA'}]}}}";
    private static final String STORAGE_PROFILE =
            "{'imageReference':{'publisher':'Canonical','offer':'ubuntu-24_04-lts','sku':'server','version':'latest'},'osDisk':{'createOption':"
                    + "'FromImage','managedDisk':{'storageAccountType':'Premium_LRS'},'deleteOption':'Delete','diskSizeGB':64}}";
    private static final String RULE = "{'priority':100,'direction':'Inbound','access':'Allow','protocol':'Tcp',"
            + "'sourceAddressPrefix':'*','sourcePortRange':'*','destinationAddressPrefix':'*','destinationPortRange':'22'}";

    private static final Map<String, String> BODIES = bodies();

    private Samples() {}

    /** Of a type that there is no sample for: what every one has. */
    static ObjectNode body(String type) {
        return Azure.json(BODIES.getOrDefault(
                type, "{'location':'westeurope','tags':{'a':'b'},'sku':{'name':'s'},'zones':['1'],'properties':{}}"));
    }

    /** Where a resource of the type can be put; its parents exist. */
    static String path(String type, String name) {
        if (type.equals("Microsoft.Resources/subscriptions")) {
            return Azure.SUBSCRIPTION;
        }
        if (type.equals("Microsoft.Resources/resourceGroups")) {
            return Azure.SUBSCRIPTION + "/resourceGroups/" + name;
        }
        String[] parts = type.split("/");
        StringBuilder path = new StringBuilder(Azure.RG).append("/providers/").append(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            path.append('/').append(parts[i]).append('/').append(i == parts.length - 1 ? name : parent(parts[i]));
        }
        return path.toString();
    }

    private static String parent(String collection) {
        return switch (collection) {
            case "virtualNetworks" -> "vnet1";
            case "virtualMachines" -> "0";
            default -> "base";
        };
    }

    static void makeBase(Azure azure) {
        azure.makeNetwork();
        azure.put(
                Azure.NETWORK + "/virtualNetworks/other",
                "{'location':'westeurope','properties':{'addressSpace':{" + "'addressPrefixes':['10.99.0.0/16']}}}");
        azure.put(IDENTITY, "{'location':'westeurope'}");
        for (String type : BODIES.keySet()) {
            String path = path(type, type.endsWith("virtualNetworks") ? "vnet1" : "base");
            Azure.Answer made = azure.put(path, BODIES.get(type));
            if (made.status() >= 300) {
                throw new AssertionError("the sample of " + type + " is not valid: " + made.body());
            }
            azure.pass(100);
        }
    }

    /** Each after those that it refers to. */
    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("Microsoft.Resources/resourceGroups", "{'location':'westeurope','tags':{'a':'b'}}");
        bodies.put("Microsoft.ManagedIdentity/userAssignedIdentities", "{'location':'westeurope','tags':{'a':'b'}}");
        bodies.put(NETWORK + "virtualNetworks", """
                {'location':'westeurope','tags':{'a':'b'},'properties':{'addressSpace':{'addressPrefixes':['10.20.0.0/16']},
                 'subnets':[{'name':'nodes','properties':{'addressPrefix':'10.20.1.0/24','defaultOutboundAccess':false}}],
                 'dhcpOptions':{'dnsServers':['10.0.0.4']}}}""");
        bodies.put(
                NETWORK + "networkSecurityGroups",
                "{'location':'westeurope','properties':{'securityRules':[{'name':'r','properties':" + RULE + "}]}}");
        bodies.put(
                NETWORK + "virtualNetworks/subnets",
                "{'properties':{'addressPrefix':'10.20.9.0/24','defaultOutboundAccess':false,'networkSecurityGroup':{'id':'"
                        + Azure.NETWORK
                        + "/networkSecurityGroups/base'},'serviceEndpoints':[{'service':'Microsoft.Storage'}]}}");
        bodies.put(
                NETWORK + "virtualNetworks/virtualNetworkPeerings",
                "{'properties':{'remoteVirtualNetwork':{'id':'" + Azure.NETWORK
                        + "/virtualNetworks/other'},'allowVirtualNetworkAccess':true}}");
        bodies.put(
                NETWORK + "networkSecurityGroups/securityRules",
                "{'properties':" + RULE.replace("100", "200").replace("'22'", "'23'") + "}");
        bodies.put(
                NETWORK + "routeTables",
                "{'location':'westeurope','properties':{'routes':[{'name':'r','properties':{'addressPrefix':'0.0.0.0/0',"
                        + "'nextHopType':'VirtualAppliance','nextHopIpAddress':'10.0.0.4'}}]}}");
        bodies.put(
                NETWORK + "routeTables/routes",
                "{'properties':{'addressPrefix':'10.1.0.0/16','nextHopType':'VnetLocal'}}");
        bodies.put(
                NETWORK + "publicIPAddresses",
                "{'location':'westeurope','sku':{'name':'Standard'},'zones':['1','2','3'],'properties':{"
                        + "'publicIPAllocationMethod':'Static'}}");
        bodies.put(
                NETWORK + "natGateways",
                "{'location':'westeurope','sku':{'name':'Standard'},'properties':{'idleTimeoutInMinutes':4}}");
        bodies.put(NETWORK + "loadBalancers", """
                {'location':'westeurope','sku':{'name':'Standard'},'properties':{'frontendIPConfigurations':[{'name':'f',
                 'zones':['1'],'properties':{'subnet':{'id':'SUBNET'},'privateIPAllocationMethod':'Dynamic'}}],
                 'backendAddressPools':[{'name':'pool'}],'probes':[{'name':'p','properties':{'protocol':'Tcp','port':6443,
                 'intervalInSeconds':5,'numberOfProbes':2}}],'loadBalancingRules':[{'name':'r','properties':{'protocol':'Tcp',
                 'frontendPort':6443,'backendPort':6443,'frontendIPConfiguration':{'id':'BALANCER/frontendIPConfigurations/f'}}}]}}""".replace("SUBNET", SUBNET).replace("BALANCER", BALANCER));
        bodies.put(
                NETWORK + "networkInterfaces",
                "{'location':'westeurope','properties':{'ipConfigurations':[" + IP_CONFIGURATION
                        + "],'enableIPForwarding':true,'dnsSettings':{'dnsServers':['10.0.0.5']}}}");
        bodies.put("Microsoft.Compute/virtualMachines", """
                {'location':'westeurope','zones':['1'],'identity':{'type':'UserAssigned','userAssignedIdentities':{'IDENTITY':{}}},
                 'properties':{'hardwareProfile':{'vmSize':'Standard_D2s_v5'},'osProfile':OS,'storageProfile':STORAGE,
                 'networkProfile':{'networkInterfaces':[{'id':'NIC','properties':{'primary':true,'deleteOption':'Delete'}}]}}}""".replace("IDENTITY", IDENTITY)
                .replace("OS,", OS_PROFILE + ",")
                .replace("STORAGE", STORAGE_PROFILE)
                .replace("NIC", Azure.NETWORK + "/networkInterfaces/base"));
        bodies.put("Microsoft.Compute/virtualMachineScaleSets", """
                {'location':'westeurope','sku':{'name':'Standard_D2s_v5','tier':'Standard','capacity':2},'zones':['1','2'],
                 'identity':{'type':'UserAssigned','userAssignedIdentities':{'IDENTITY':{}}},
                 'properties':{'orchestrationMode':'Uniform','upgradePolicy':{'mode':'Manual'},'overprovision':false,
                 'virtualMachineProfile':{'osProfile':OS,'storageProfile':STORAGE,'networkProfile':{
                 'networkInterfaceConfigurations':[{'name':'nic','properties':{'primary':true,'ipConfigurations':[CONFIGURATION]}}]}}}}""".replace("IDENTITY", IDENTITY)
                .replace("OS,", OS_PROFILE.replace("computerName", "computerNamePrefix") + ",")
                .replace("STORAGE", STORAGE_PROFILE)
                .replace("CONFIGURATION", IP_CONFIGURATION));
        bodies.put(
                "Microsoft.Compute/disks",
                "{'location':'westeurope','sku':{'name':'Premium_LRS'},'properties':{'creationData':{'createOption':'Empty'},"
                        + "'diskSizeGB':32}}");
        bodies.put("Microsoft.Authorization/policyDefinitions", """
                {'properties':{'displayName':'d','policyType':'Custom','mode':'All',
                 'policyRule':{'if':{'allOf':[{'field':'type','equals':'Microsoft.No/where'},{'field':'tags[x]','in':['a']},
                 {'count':{'field':'Microsoft.No/where[*]'},'greater':0}]},'then':{'effect':'deny'}}}}""");
        bodies.put(
                "Microsoft.Authorization/policyAssignments",
                "{'properties':{'displayName':'d','policyDefinitionId':'" + Azure.RG + AUTHORIZATION
                        + "policyDefinitions/base','notScopes':[],"
                        + "'nonComplianceMessages':[{'message':'m'}]}}");
        bodies.put(
                "Microsoft.Authorization/roleAssignments",
                "{'properties':{'roleDefinitionId':'" + Azure.SUBSCRIPTION + AUTHORIZATION
                        + "roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7','principalId':'" + Azure.OWNER
                        + "','principalType':'ServicePrincipal'}}");
        return bodies;
    }
}
