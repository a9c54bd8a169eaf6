// SPDX-License-Identifier: Apache-2.0
package io.cloister.sandbox.arm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworksTest {

    private static final String HUB = Azure.NETWORK + "/virtualNetworks/hub";
    private static final String NIC = Azure.NETWORK + "/networkInterfaces/nic1";
    private static final String NSG = Azure.NETWORK + "/networkSecurityGroups/nsg1";

    private final Azure azure = new Azure();

    @BeforeEach
    void aNetwork() {
        azure.makeNetwork();
    }

    @Test
    void aPeeringIsConnectedOnceBothHalvesAreThere() {
        azure.arm.seed(
                HUB,
                Azure.json(
                        "{'location':'westeurope','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']}}}"));
        peer(Azure.VNET, HUB);
        assertThat(peeringState(Azure.VNET)).isEqualTo("Initiated");

        peer(HUB, Azure.VNET);
        assertThat(peeringState(Azure.VNET)).isEqualTo("Connected");
        assertThat(peeringState(HUB)).isEqualTo("Connected");

        azure.delete(Azure.VNET + "/virtualNetworkPeerings/p");
        azure.pass(10);
        assertThat(peeringState(HUB)).isEqualTo("Disconnected");
    }

    @Test
    void refusesASubnetThatOverlaps() {
        assertThat(azure.put(Azure.VNET + "/subnets/two", "{'properties':{'addressPrefix':'10.20.1.128/25'}}")
                        .code())
                .isEqualTo("NetcfgSubnetRangesOverlap");
    }

    @Test
    void refusesToDeleteASubnetThatIsInUse() {
        assertThat(nic().body()
                        .at("/properties/ipConfigurations/0/properties/privateIPAddress")
                        .asText())
                .isEqualTo("10.20.1.4");

        assertThat(azure.delete(Azure.VNET + "/subnets/nodes").code()).isEqualTo("InUseSubnetCannotBeDeleted");
        assertThat(azure.delete(Azure.VNET).code()).isEqualTo("InUseSubnetCannotBeDeleted");
        azure.delete(NIC);
        azure.pass(10);
        assertThat(azure.delete(Azure.VNET + "/subnets/nodes").status()).isEqualTo(202);
    }

    @Test
    void refusesToDeleteASecurityGroupOfASubnet() {
        azure.put(NSG, "{'location':'westeurope'}");
        azure.pass(5);
        azure.put(
                Azure.VNET + "/subnets/two",
                "{'properties':{'addressPrefix':'10.20.2.0/24','networkSecurityGroup':{'id':'" + NSG + "'}}}");
        azure.pass(5);

        Azure.Answer refused = azure.delete(NSG);

        assertThat(refused.code()).isEqualTo("InUseNetworkSecurityGroupCannotBeDeleted");
        assertThat(refused.body().at("/error/message").asText()).contains(Azure.VNET + "/subnets/two");
    }

    @Test
    void refusesAReferenceToNothing() {
        assertThat(azure.put(
                                Azure.VNET + "/subnets/two",
                                "{'properties':{'addressPrefix':'10.20.2.0/24','networkSecurityGroup':{'id':'" + NSG
                                        + "'}}}")
                        .code())
                .isEqualTo("InvalidResourceReference");
        assertThat(azure.put(Azure.NETWORK + "/virtualNetworks/none/subnets/a", "{'properties':{}}")
                        .code())
                .isEqualTo("ParentResourceNotFound");
    }

    @Test
    void aLoadBalancerKeepsItsStaticAddressAndNamesItsParts() {
        Azure.Answer made = azure.put(Azure.NETWORK + "/loadBalancers/lb", """
                {'location':'westeurope','sku':{'name':'Standard'},'properties':{
                 'frontendIPConfigurations':[{'name':'f','properties':{'privateIPAllocationMethod':'Static',
                   'privateIPAddress':'10.20.1.100','subnet':{'id':'%s/subnets/nodes'}}}],
                 'backendAddressPools':[{'name':'p'}]}}""".formatted(Azure.VNET));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.state()).isEqualTo("Succeeded");
        assertThat(made.header("Azure-AsyncOperation")).isNotNull();
        assertThat(made.body().at("/properties/backendAddressPools/0/id").asText())
                .isEqualTo(Azure.NETWORK + "/loadBalancers/lb/backendAddressPools/p");
    }

    @Test
    void answersInCanonicalCaseWhateverTheCaseOfThePath() {
        Azure.Answer found =
                azure.get(Azure.VNET.replace("resourceGroups", "resourcegroups").replace("vnet1", "VNET1"));

        assertThat(found.body().path("id").asText()).isEqualTo(Azure.VNET);
    }

    @Test
    void findsWhatCarriesATag() {
        azure.put(NSG, "{'location':'westeurope','tags':{'cloister-plan':'p1'}}");

        Azure.Answer found = azure.get(Azure.RG + "/resources?$filter=tagName eq 'cloister-plan' and tagValue eq 'p1'");

        assertThat(found.body().path("value")).hasSize(1);
        assertThat(found.body().at("/value/0/id").asText()).isEqualTo(NSG);
    }

    private Azure.Answer nic() {
        return azure.put(NIC, """
                {'location':'westeurope','properties':{'ipConfigurations':[
                 {'name':'ip','properties':{'subnet':{'id':'%s/subnets/nodes'}}}]}}""".formatted(Azure.VNET));
    }

    private void peer(String from, String to) {
        azure.put(
                from + "/virtualNetworkPeerings/p",
                "{'properties':{'remoteVirtualNetwork':{'id':'" + to + "'},'allowVirtualNetworkAccess':true}}");
        azure.pass(10);
    }

    private String peeringState(String network) {
        return azure.get(network + "/virtualNetworkPeerings/p")
                .body()
                .at("/properties/peeringState")
                .asText();
    }
}
