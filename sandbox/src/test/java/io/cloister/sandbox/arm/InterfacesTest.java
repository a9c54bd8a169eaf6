// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InterfacesTest {

    private static final String NIC = Azure.NETWORK + "/networkInterfaces/n";
    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/g";
    private static final String HERE = "'subnet':{'id':'" + Azure.VNET + "/subnets/nodes'}";

    private final Azure azure = new Azure();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void theFirstConfigurationIsPrimaryWhereNobodySays() {
        JsonNode made =
                nic(configuration("a", HERE) + "," + configuration("b", HERE)).body();

        assertThat(made.at("/properties/ipConfigurations"))
                .extracting(one -> one.at("/properties/primary").asBoolean())
                .containsExactly(true, false);
    }

    @Test
    void anInterfaceStaysInItsNetwork() {
        azure.put(Azure.NETWORK + "/virtualNetworks/other", """
                {'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.30.0.0/16']},
                 'subnets':[{'name':'s','properties':{'addressPrefix':'10.30.1.0/24'}}]}}""");
        azure.pass(10);
        String there = "'subnet':{'id':'" + Azure.NETWORK + "/virtualNetworks/other/subnets/s'}";

        assertThat(nic(configuration("a", HERE) + "," + configuration("b", there))
                        .code())
                .isEqualTo("SubnetsNotInSameVnet");
        nic(configuration("a", HERE));
        assertThat(nic(configuration("a", there)).code()).isEqualTo("SubnetsNotInSameVnet");
    }

    @Test
    void aConfigurationIsChangedWithItsInterfaceOnly() {
        nic(configuration("a", HERE));

        assertThat(azure.get(NIC + "/ipConfigurations/a").status()).isEqualTo(200);
        assertThat(azure.delete(NIC + "/ipConfigurations/a").status()).isEqualTo(405);
        assertThat(nic("").status()).isEqualTo(400);
    }

    @Test
    void whoeverIsInUseByAMachineStays() {
        nic(configuration("a", HERE));
        azure.put(Azure.COMPUTE + "/virtualMachines/vm", """
                {'location':'westeurope','properties':{'hardwareProfile':{'vmSize':'Standard_D2s_v5'},
                 'osProfile':{'computerName':'vm','adminUsername':'azureuser','adminPassword':'Never-to-be-seen-1'},'storageProfile':{'osDisk':{'createOption':'FromImage'},'imageReference':{'publisher':'Canonical',
                 'offer':'0001-com-ubuntu-server-jammy','sku':'22_04-lts-gen2','version':'latest'}},
                 'networkProfile':{'networkInterfaces':[{'id':'%s'}]}}}""".formatted(NIC));
        azure.pass(60);

        nic(configuration("a", HERE));

        assertThat(azure.get(NIC).body().at("/properties/virtualMachine/id").asText())
                .isEqualTo(Azure.COMPUTE + "/virtualMachines/vm");
        assertThat(azure.delete(NIC).code()).isEqualTo("NicInUse");
    }

    @Test
    void theGroupsThatTrafficPassesAreTheSubnetsAndItsOwn() {
        azure.put(NSG, "{'location':'westeurope'}");
        azure.pass(10);
        azure.put(
                Azure.VNET + "/subnets/nodes",
                "{'properties':{'addressPrefix':'10.20.1.0/24','networkSecurityGroup':{'id':'" + NSG + "'}}}");
        azure.pass(10);
        azure.put(
                NIC,
                "{'location':'westeurope','properties':{'networkSecurityGroup':{'id':'" + NSG
                        + "'},'ipConfigurations':[" + configuration("a", HERE) + "]}}");

        JsonNode groups = azure.call("POST", NIC + "/effectiveNetworkSecurityGroups", "")
                .body()
                .path("value");
        assertThat(groups).hasSize(2);
        assertThat(groups.path(0).at("/association/subnet/id").asText()).isEqualTo(Azure.VNET + "/subnets/nodes");
        assertThat(groups.path(1).at("/association/networkInterface/id").asText())
                .isEqualTo(NIC);
        assertThat(groups.path(0).path("effectiveSecurityRules")).hasSize(6);
        assertThat(azure.get(NSG)
                        .body()
                        .at("/properties/networkInterfaces/0/id")
                        .asText())
                .isEqualTo(NIC);
    }

    @Test
    void idsThatAreNoneAreRefused() {
        assertThat(nic(configuration("a", "'subnet':{'id':'nodes'}")).code()).isEqualTo("LinkedInvalidPropertyId");
        assertThat(nic(configuration("a", "'subnet':{'id':'" + Azure.VNET + "/subnets/none'}"))
                        .code())
                .isEqualTo("InvalidResourceReference");
        assertThat(nic(configuration("a", "'name':'x'")).code()).isEqualTo("InvalidRequestFormat");
    }

    private Azure.Answer nic(String configurations) {
        return azure.put(NIC, "{'location':'westeurope','properties':{'ipConfigurations':[" + configurations + "]}}");
    }

    private static String configuration(String name, String properties) {
        return "{'name':'" + name + "','properties':{" + properties + "}}";
    }
}
