// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What clients ask now and then beside the resources: features, operations, service tags, what has an identity. */
class SmallAnswersTest {

    private static final String FEATURES = Azure.SUBSCRIPTION + "/providers/Microsoft.Features";
    private static final String HOST = FEATURES + "/providers/Microsoft.Compute/features/EncryptionAtHost";
    private static final String IDENTITY = Azure.RG + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1";
    private static final String PPG = Azure.COMPUTE + "/proximityPlacementGroups/ppg1";
    private static final String SET = Azure.COMPUTE + "/availabilitySets/set1";

    private final Azure azure = new Azure();

    @Test
    void aFeatureIsRegisteredAndStaysSo() {
        assertThat(azure.get(HOST).body().at("/properties/state").asText()).isEqualTo("NotRegistered");

        Azure.Answer registering = azure.call("POST", HOST + "/register", "");

        assertThat(registering.body().at("/properties/state").asText()).isEqualTo("Registering");
        assertThat(registering.body().path("name").asText()).isEqualTo("Microsoft.Compute/EncryptionAtHost");
        Azure other = new Azure();
        other.arm.restore(azure.arm.save());
        assertThat(other.get(HOST).body().at("/properties/state").asText()).isEqualTo("Registered");
        assertThat(other.get(Azure.SUBSCRIPTION).body().has("features")).isFalse();
        azure.call("POST", HOST + "/unregister", "");
        assertThat(azure.get(HOST).body().at("/properties/state").asText()).isEqualTo("NotRegistered");
    }

    @Test
    void featuresAreListedAndUnknownOnesAreNotFound() {
        assertThat(azure.get(FEATURES + "/features").body().path("value").findValuesAsText("name"))
                .contains("Microsoft.Compute/EncryptionAtHost", "Microsoft.Network/AllowBringYourOwnPublicIpAddress");
        assertThat(azure.get(FEATURES + "/providers/microsoft.network/features")
                        .body()
                        .path("value")
                        .findValuesAsText("name"))
                .containsExactly("Microsoft.Network/AllowBringYourOwnPublicIpAddress");
        assertThat(azure.call("POST", HOST + "2/register", "").code()).isEqualTo("FeatureNotFound");
    }

    @Test
    void theOperationsOfAProviderAreWhatRolesPermit() {
        JsonNode network = azure.get("/providers/Microsoft.Authorization/providerOperations/microsoft.network")
                .body();

        assertThat(network.path("name").asText()).isEqualTo("Microsoft.Network");
        assertThat(network.at("/resourceTypes").findValuesAsText("name"))
                .contains("Microsoft.Network/virtualNetworks/subnets/write");
        assertThat(azure.get("/providers/Microsoft.Authorization/providerOperations")
                        .body()
                        .path("value"))
                .hasSizeGreaterThan(3);
        assertThat(azure.get("/providers/Microsoft.Authorization/providerOperations/None")
                        .code())
                .isEqualTo("ProviderNotFound");
    }

    @Test
    void serviceTagsHaveAddresses() {
        JsonNode tags = azure.get(Azure.SUBSCRIPTION + "/providers/Microsoft.Network/locations/westeurope/serviceTags")
                .body();

        assertThat(tags.path("cloud").asText()).isEqualTo("Public");
        assertThat(tags.path("values").findValuesAsText("name")).contains("AzureActiveDirectory");
        assertThat(tags.at("/values/0/properties/addressPrefixes")).isNotEmpty();
    }

    @Test
    void anIdentityTellsWhatItIsAssignedTo() {
        azure.put(IDENTITY, "{'location':'westeurope'}");
        azure.put(
                SET,
                "{'location':'westeurope','identity':{'type':'UserAssigned','userAssignedIdentities':{'" + IDENTITY
                        + "':{}}}}");

        JsonNode found =
                azure.call("POST", IDENTITY + "/listAssociatedResources", "").body();

        assertThat(found.path("totalCount").asInt()).isEqualTo(1);
        assertThat(found.at("/value/0/id").asText()).isEqualTo(SET);
        assertThat(found.at("/value/0/resourceGroup").asText()).isEqualTo("rg1");
        assertThat(azure.call("POST", IDENTITY + "2/listAssociatedResources", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPlacementGroupStaysWhileSomethingIsInIt() {
        Azure.Answer made = azure.put(PPG, "{'location':'westeurope'}");
        azure.put(SET, "{'location':'westeurope','properties':{'proximityPlacementGroup':{'id':'" + PPG + "'}}}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/properties/proximityPlacementGroupType").asText())
                .isEqualTo("Standard");
        assertThat(azure.get(PPG).body().at("/properties/availabilitySets/0/id").asText())
                .isEqualTo(SET);
        assertThat(azure.delete(PPG).code()).isEqualTo("OperationNotAllowed");
        azure.delete(SET);
        assertThat(azure.delete(PPG).status()).isEqualTo(200);
        assertThat(azure.put(PPG, "{'location':'westeurope','properties':{'proximityPlacementGroupType':'Odd'}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anApplicationSecurityGroupIsInRulesAndInterfacesAndStaysMeanwhile() {
        String group = Azure.NETWORK + "/applicationSecurityGroups/asg1";
        String nic = Azure.NETWORK + "/networkInterfaces/nic1";
        String nsg = Azure.NETWORK + "/networkSecurityGroups/nsg1";
        azure.makeNetwork();
        azure.put(group, "{'location':'westeurope'}");
        azure.pass(10);
        assertThat(azure.put(
                                nic,
                                "{'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{"
                                        + "'applicationSecurityGroups':[{'id':'" + group + "'}],'subnet':{'id':'"
                                        + Azure.VNET
                                        + "/subnets/nodes'}}}]}}")
                        .status())
                .isEqualTo(201);
        assertThat(azure.put(
                                nsg,
                                "{'location':'westeurope','properties':{'securityRules':[{'name':'r','properties':{"
                                        + "'priority':200,'access':'Allow','direction':'Inbound','protocol':'Tcp',"
                                        + "'sourcePortRange':'*','destinationPortRange':'22','sourceAddressPrefix':'*',"
                                        + "'destinationApplicationSecurityGroups':[{'id':'" + group + "'}]}}]}}")
                        .status())
                .isEqualTo(201);
        azure.pass(10);

        assertThat(azure.delete(group).code()).isEqualTo("InUseApplicationSecurityGroupCannotBeDeleted");
        azure.delete(nic);
        azure.delete(nsg);
        azure.pass(10);
        assertThat(azure.delete(group).status()).isEqualTo(202);
    }

    @Test
    void anExportedTemplateSaysWhatATemplateCanSay() {
        azure.makeNetwork();
        azure.put(Azure.NETWORK + "/networkSecurityGroups/nsg1", "{'location':'westeurope'}");
        azure.put(Azure.NETWORK + "/networkInterfaces/nic1", """
                {'location':'westeurope','properties':{'ipConfigurations':[{'name':'ip','properties':{'subnet':
                 {'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
        azure.put(IDENTITY, "{'location':'westeurope'}");
        azure.pass(20);

        JsonNode template = azure.call("POST", Azure.RG + "/exportTemplate", "{'resources':['*']}")
                .body()
                .path("template");

        assertThat(template.path("resources")).hasSize(4);
        for (String made : new String[] {
            "provisioningState", "etag", "resourceGuid", "macAddress",
            "defaultSecurityRules", "principalId", "tenantId", "vnetEncryptionSupported"
        }) {
            assertThat(template.findValues(made)).as(made).isEmpty();
        }
        assertThat(template.findParents("addressSpace")
                        .get(0)
                        .at("/subnets/0/properties")
                        .fieldNames())
                .toIterable()
                .contains("addressPrefix")
                .doesNotContain("ipConfigurations");
    }
}
